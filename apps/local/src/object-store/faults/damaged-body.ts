import type { Fault, Faults } from './faults.ts';

/** What a damaged answer announces and carries. */
export interface DamagedBody {
  readonly announced: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** The connection must be closed after the body. */
  readonly cut: boolean;
}

/** Applies a fault that concerns the bytes of an answer; others leave it as it is. */
export function damageBody(
  fault: Fault | undefined,
  size: number,
  body: AsyncIterable<Uint8Array>,
  faults: Faults,
): DamagedBody {
  if (fault === undefined || size === 0) return { announced: size, body, cut: false };
  const at = 'atByte' in fault && fault.atByte !== undefined ? fault.atByte : faults.below(size);
  switch (fault.kind) {
    case 'cut-reply':
      return { announced: size, body: firstBytes(body, Math.min(at, size - 1)), cut: true };
    case 'short-reply':
      return { announced: Math.min(at, size), body: firstBytes(body, at), cut: false };
    case 'corrupt-reply':
      return { announced: size, body: flipByte(body, Math.min(at, size - 1)), cut: false };
    default:
      return { announced: size, body, cut: false };
  }
}

export async function* firstBytes(
  body: AsyncIterable<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array> {
  let left = count;
  if (left <= 0) return;
  for await (const piece of body) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

export async function* flipByte(
  body: AsyncIterable<Uint8Array>,
  at: number,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const piece of body) {
    const inside = at - offset;
    offset += piece.length;
    if (inside < 0 || inside >= piece.length) {
      yield piece;
      continue;
    }
    const changed = Buffer.from(piece);
    changed[inside] = (changed[inside] ?? 0) ^ 1;
    yield changed;
  }
}
