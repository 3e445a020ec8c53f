import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { combineCrc, Crc, CRC32, CRC32C, CRC64NVME } from './crc.ts';
import type { CrcParameters } from './crc.ts';
import { S3Error } from './s3-error.ts';

export const ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof ALGORITHMS)[number];
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** Base64; a composite one ends in `-<parts>`. */
  readonly value: string;
}

/** What S3 computes when the client names no algorithm. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = 'CRC64NVME';

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

const CRCS: Partial<Record<ChecksumAlgorithm, CrcParameters>> = { CRC32, CRC32C, CRC64NVME };

export function createHasher(algorithm: ChecksumAlgorithm): Hasher {
  if (algorithm === 'CRC32') return zlibCrc32();
  const parameters = CRCS[algorithm];
  return parameters ? new Crc(parameters) : createHash(algorithm.toLowerCase());
}

function zlibCrc32(): Hasher {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => {
      const out = Buffer.alloc(4);
      out.writeUInt32BE(value);
      return out;
    },
  };
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** Name of the XML element: `ChecksumCRC32`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

export function parseAlgorithm(text: string): ChecksumAlgorithm {
  const found = ALGORITHMS.find((algorithm) => algorithm === text.toUpperCase());
  if (found) return found;
  throw new S3Error(
    'InvalidRequest',
    {},
    {
      message: `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${ALGORITHMS.join(', ')}]`,
    },
  );
}

/** The checksum a multipart object gets from those of its parts. */
export function checksumOfParts(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly { readonly size: number; readonly value: string }[],
): Checksum {
  const values = parts.map((part) => Buffer.from(part.value, 'base64'));
  const parameters = CRCS[algorithm];
  if (type === 'COMPOSITE' || !parameters) {
    const hasher = createHasher(algorithm);
    for (const value of values) hasher.update(value);
    return {
      algorithm,
      type: 'COMPOSITE',
      value: `${hasher.digest().toString('base64')}-${String(parts.length)}`,
    };
  }
  const nothing = Buffer.alloc(parameters.width / 8);
  const whole = values.reduce(
    (sum, value, i) => combineCrc(parameters, sum, value, parts[i]?.size ?? 0),
    nothing,
  );
  return { algorithm, type, value: whole.toString('base64') };
}
