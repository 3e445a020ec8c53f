import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { combineCrc, Crc, CRC32, CRC32C, CRC64NVME } from './crc.ts';
import type { CrcParameters } from './crc.ts';

const cases = [
  ['CRC-32', CRC32, 'cbf43926'],
  ['CRC-32C', CRC32C, 'e3069283'],
  ['CRC-64/NVME', CRC64NVME, 'ae8b14860a799888'],
] as const;

describe.each(cases)('%s', (_name, parameters, check) => {
  it('has the check value of the catalogue', () => {
    expect(crcOf(parameters, Buffer.from('123456789')).toString('hex')).toBe(check);
  });

  it('does not depend on how the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
        const running = new Crc(parameters);
        for (const piece of pieces) running.update(piece);
        expect(running.digest()).toEqual(crcOf(parameters, Buffer.concat(pieces)));
      }),
    );
  });

  it('of a whole follows from those of its halves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (a, b) => {
        const combined = combineCrc(
          parameters,
          crcOf(parameters, a),
          crcOf(parameters, b),
          b.length,
        );
        expect(combined).toEqual(crcOf(parameters, Buffer.concat([a, b])));
      }),
    );
  });
});

it('CRC-32 is that of zlib', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(crcOf(CRC32, bytes).readUInt32BE()).toBe(crc32(bytes));
    }),
  );
});

function crcOf(parameters: CrcParameters, bytes: Uint8Array): Buffer {
  const crc = new Crc(parameters);
  crc.update(bytes);
  return crc.digest();
}
