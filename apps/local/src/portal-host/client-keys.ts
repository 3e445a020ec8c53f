import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newClientKeys } from '@waybill/bff';

/** The keys of this hub's BFF as JSON, made at its first start and kept where only their owner reads them. */
export function clientKeysIn(home: string): string {
  const file = join(home, 'bff-keys.json');
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const keys = JSON.stringify(newClientKeys());
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, keys, { mode: 0o600 });
  renameSync(fresh, file);
  return keys;
}
