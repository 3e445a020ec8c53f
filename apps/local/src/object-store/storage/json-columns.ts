import type { Checksum, ChecksumType } from '../protocol/checksums.ts';
import { parseAlgorithm } from '../protocol/checksums.ts';
import type { Segment } from './blob-folder.ts';
import type { Row } from './database.ts';

/** Readers for columns that this store wrote itself as JSON. */

export function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}

export function number(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

export function segmentsOf(row: Row): Segment[] {
  const list: unknown = JSON.parse(text(row, 'segments'));
  if (!Array.isArray(list)) throw new Error('The index holds segments that are no list');
  return list.map((item: unknown) => {
    const record = asRecord(item);
    return { blob: String(record['blob']), size: Number(record['size']) };
  });
}

export function stringMap(row: Row, column: string): Record<string, string> {
  const entries = Object.entries(asRecord(JSON.parse(text(row, column))));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

export function checksumOf(row: Row): Checksum | null {
  if (row['checksum'] === null) return null;
  const record = asRecord(JSON.parse(text(row, 'checksum')));
  return {
    algorithm: parseAlgorithm(String(record['algorithm'])),
    type: checksumType(String(record['type'])),
    value: String(record['value']),
  };
}

export function checksumType(value: string): ChecksumType {
  return value === 'COMPOSITE' ? 'COMPOSITE' : 'FULL_OBJECT';
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null)
    throw new Error('The index holds a value that is no object');
  return { ...value };
}
