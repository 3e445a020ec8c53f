import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ExpressionCase } from './testing/expression-case.ts';
import { expectedOf, outcomeOf, titleOf } from './testing/expression-case.ts';

const folder = new URL('../cases/expressions/', import.meta.url);

for (const file of readdirSync(folder)) {
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ExpressionCase[];
  describe(`expressions: ${file.replace('.json', '')}`, () => {
    it.each(cases.map((one) => [titleOf(one), one] as const))('%s', (_title, one) => {
      expect(outcomeOf(one)).toMatchObject(expectedOf(one));
    });
  });
}
