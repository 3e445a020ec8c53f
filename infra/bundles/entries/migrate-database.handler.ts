import { readConfig } from '@waybill/kit';
import { admitRunningUser, openDatabase } from '@waybill/store';
import * as z from 'zod';
import { onAws } from '../platform/on-aws.ts';

const settings = z.object({ WAYBILL_DATABASE_URL: z.string(), WAYBILL_HUB_SECRET: z.string() });

const migration = await onAws(process.env, ({ env, renewLogin, readLogin }) => {
  const { WAYBILL_DATABASE_URL: url, WAYBILL_HUB_SECRET: hubId } = readConfig(settings, env);
  const database = openDatabase(url, { poolSize: 1, renewLogin });
  return {
    database,
    admit: async () => admitRunningUser(url, await readLogin(hubId), { renewLogin }),
  };
});

/** Before each release, as the owner of the schema: brings it to the version of these bundles, and lets the hub's own user in. */
export async function handler(): Promise<{ migrated: true }> {
  await migration.database.migrate();
  await migration.admit();
  return { migrated: true };
}
