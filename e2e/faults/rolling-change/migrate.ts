/** What `migrate-database` does, of the release that WAYBILL_STAND_IN names. */
import { openDatabase } from '@waybill/store';

const database = openDatabase(process.env['WAYBILL_DATABASE_URL'] ?? '', { poolSize: 1 });
await database.migrate();
await database.close();
// The channel to the parent would keep it alive.
process.disconnect?.();
