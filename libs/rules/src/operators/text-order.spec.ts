import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTexts } from './text-order.ts';

it('orders texts like their UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareTexts(a, b))).toBe(
        Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
    }),
    { numRuns: 2_000 },
  );
});
