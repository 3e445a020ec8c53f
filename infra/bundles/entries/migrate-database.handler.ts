import { readConfig } from '@waybill/kit';
import { openDatabase } from '@waybill/store';
import * as z from 'zod';

const { WAYBILL_DATABASE_URL } = readConfig(
  z.object({ WAYBILL_DATABASE_URL: z.string() }),
  process.env,
);
const database = openDatabase(WAYBILL_DATABASE_URL, { poolSize: 1 });

/** Before each release: brings the schema to the version of these bundles. */
export async function handler(): Promise<{ migrated: true }> {
  await database.migrate();
  return { migrated: true };
}
