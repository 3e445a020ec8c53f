import { join, resolve } from 'node:path';
import { openSql } from '../fixtures/sql.ts';
import { s3Client } from '../fixtures/landing.ts';
import { invariants, type World } from './invariants.ts';

/**
 * `npm run verify`: checks every invariant of the hub whose state is in WAYBILL_HOME (or WAYBILL_DATABASE_URL), from outside:
 * SQL over its views, S3 over its buckets, HTTP over its API. Prints `invariants=N held=N broken=0`; exit code 1 when one is broken.
 */
const home = resolve(process.env['WAYBILL_HOME'] ?? '.waybill');
const port = (name: string, otherwise: number) => process.env[name] ?? String(otherwise);
const hub = {
  home,
  portal: `http://localhost:${port('WAYBILL_PORT', 4200)}`,
  api: `http://localhost:${port('WAYBILL_API_PORT', 4300)}/v1`,
  s3: process.env['WAYBILL_S3_ENDPOINT'] ?? `http://127.0.0.1:${port('WAYBILL_S3_PORT', 4566)}`,
  issuer:
    process.env['WAYBILL_ISSUER'] ??
    `http://localhost:${port('WAYBILL_ISSUER_PORT', 4400)}/oauth2/default`,
  databaseUrl: process.env['WAYBILL_DATABASE_URL'] ?? `sqlite:${join(home, 'waybill.db')}`,
};

const sql = await openSql(hub.databaseUrl);
const world: World = { hub, sql, s3: s3Client(hub) };
let held = 0;
let broken = 0;
for (const invariant of invariants) {
  const violations = await invariant
    .check(world)
    .catch((error: unknown) => [`could not be checked: ${String(error)}`]);
  if (violations.length === 0) held += 1;
  else broken += 1;
  console.log(
    `${violations.length === 0 ? '✓' : '✗'} ${invariant.id.padEnd(4)} ${invariant.claim}`,
  );
  for (const violation of violations.slice(0, 5)) console.log(`       ${violation}`);
}
await sql.close();
console.log(`invariants=${invariants.length} held=${held} broken=${broken}`);
process.exitCode = broken > 0 ? 1 : 0;
