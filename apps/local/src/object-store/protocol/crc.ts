/** A reflected CRC with all-ones start and end, as CRC-32, CRC-32C and CRC-64/NVME are. */
export interface CrcParameters {
  readonly width: 32 | 64;
  /** Reversed polynomial. */
  readonly polynomial: bigint;
}

export const CRC32: CrcParameters = { width: 32, polynomial: 0xedb88320n };
export const CRC32C: CrcParameters = { width: 32, polynomial: 0x82f63b78n };
export const CRC64NVME: CrcParameters = { width: 64, polynomial: 0x9a6c9329ac4bc9b5n };

const tables = new Map<CrcParameters, { high: Uint32Array; low: Uint32Array }>();

/** Eight tables of 256 entries ("slicing by eight"), each entry in two 32-bit halves. */
function tablesOf(parameters: CrcParameters): { high: Uint32Array; low: Uint32Array } {
  const known = tables.get(parameters);
  if (known) return known;
  const high = new Uint32Array(2048);
  const low = new Uint32Array(2048);
  const entry = (index: number) => (BigInt(high[index] ?? 0) << 32n) | BigInt(low[index] ?? 0);
  for (let index = 0; index < 2048; index += 1) {
    let value: bigint;
    if (index < 256) {
      value = BigInt(index);
      for (let bit = 0; bit < 8; bit += 1)
        value = value & 1n ? (value >> 1n) ^ parameters.polynomial : value >> 1n;
    } else {
      const shorter = entry(index - 256);
      value = (shorter >> 8n) ^ entry(Number(shorter & 0xffn));
    }
    high[index] = Number(value >> 32n);
    low[index] = Number(value & 0xffffffffn);
  }
  tables.set(parameters, { high, low });
  return { high, low };
}

/** A running CRC; 64 bits are kept in two halves because BigInt is a hundred times slower. */
export class Crc {
  readonly #parameters: CrcParameters;
  #high: number;
  #low = -1;

  constructor(parameters: CrcParameters) {
    this.#parameters = parameters;
    this.#high = parameters.width === 64 ? -1 : 0;
  }

  update(bytes: Uint8Array): void {
    const { high: th, low: tl } = tablesOf(this.#parameters);
    const at = (table: Uint32Array, index: number) => table[index] ?? 0;
    const byte = (index: number) => bytes[index] ?? 0;
    let high = this.#high;
    let low = this.#low;
    let i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      const l = low ^ (byte(i) | (byte(i + 1) << 8) | (byte(i + 2) << 16) | (byte(i + 3) << 24));
      const h =
        high ^ (byte(i + 4) | (byte(i + 5) << 8) | (byte(i + 6) << 16) | (byte(i + 7) << 24));
      const a = 1792 + (l & 255);
      const b = 1536 + ((l >>> 8) & 255);
      const c = 1280 + ((l >>> 16) & 255);
      const d = 1024 + (l >>> 24);
      const e = 768 + (h & 255);
      const f = 512 + ((h >>> 8) & 255);
      const g = 256 + ((h >>> 16) & 255);
      const k = h >>> 24;
      high =
        at(th, a) ^
        at(th, b) ^
        at(th, c) ^
        at(th, d) ^
        at(th, e) ^
        at(th, f) ^
        at(th, g) ^
        at(th, k);
      low =
        at(tl, a) ^
        at(tl, b) ^
        at(tl, c) ^
        at(tl, d) ^
        at(tl, e) ^
        at(tl, f) ^
        at(tl, g) ^
        at(tl, k);
    }
    for (; i < bytes.length; i += 1) {
      const index = (low ^ byte(i)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ at(tl, index);
      high = (high >>> 8) ^ at(th, index);
    }
    this.#high = high;
    this.#low = low;
  }

  /** Big-endian bytes of the checksum. */
  digest(): Buffer {
    const out = Buffer.alloc(8);
    out.writeUInt32BE(~this.#high >>> 0, 0);
    out.writeUInt32BE(~this.#low >>> 0, 4);
    return this.#parameters.width === 64 ? out : out.subarray(4);
  }
}

/**
 * The CRC of A followed by B from the CRCs of both and B's length, without the bytes: shifting a CRC
 * past n zero bytes is multiplying it by x^(8n) modulo the polynomial.
 */
export function combineCrc(
  parameters: CrcParameters,
  a: Buffer,
  b: Buffer,
  lengthB: number,
): Buffer<ArrayBuffer> {
  const top = 1n << BigInt(parameters.width - 1);
  const multiply = (x: bigint, y: bigint) => {
    let product = 0n;
    let factor = y;
    for (let mask = top; mask !== 0n; mask >>= 1n) {
      if (x & mask) product ^= factor;
      factor = factor & 1n ? (factor >> 1n) ^ parameters.polynomial : factor >> 1n;
    }
    return product;
  };
  let shift = top; // x^0: in reflected order the highest bit is the lowest power
  let power = top >> 8n; // x^8
  for (let left = lengthB; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) shift = multiply(shift, power);
    power = multiply(power, power);
  }
  const combined = multiply(shift, toBigInt(a)) ^ toBigInt(b);
  return Buffer.from(combined.toString(16).padStart(parameters.width / 4, '0'), 'hex');
}

function toBigInt(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}
