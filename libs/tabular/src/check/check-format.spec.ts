import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cdnowPurchases, employeeRoster, standardPurchases } from '../../testing/index.ts';
import type { FeedFormat } from '../feed-format.ts';
import { checkFormat } from './check-format.ts';

interface Change {
  /** Where the sound format is changed, as a JSON pointer. */
  at: string;
  value: unknown;
}

interface FormatCase extends Change {
  name: string;
  feed?: keyof typeof sound;
  with?: Change;
  /** Where it is found, when that is elsewhere. */
  pointer?: string;
  code: string;
  /** What follows from it. */
  also?: string[];
}

const sound = { standard: standardPurchases, cdnow: cdnowPurchases, roster: employeeRoster };

const cases = JSON.parse(
  readFileSync(new URL('../../cases/formats.json', import.meta.url), 'utf8'),
) as FormatCase[];

test.each(Object.entries(sound))('the %s format makes sense', (_, format) => {
  expect(checkFormat(format)).toEqual([]);
});

describe('makes no sense:', () => {
  test.each(cases)(
    '$name',
    ({ feed = 'standard', at, value, with: second, pointer = at, code, also = [] }) => {
      const changed = structuredClone(sound[feed]);
      change(changed, { at, value });
      if (second !== undefined) change(changed, second);

      const findings = checkFormat(changed);

      expect(findings).toContainEqual({
        pointer,
        code,
        message: expect.stringMatching(/^.{20,}\.$/) as string,
      });
      const others = new Set(
        findings.map((finding) => finding.code).filter((other) => other !== code),
      );
      expect([...others].filter((other) => !['field-missing', ...also].includes(other))).toEqual(
        [],
      );
    },
  );
});

function change(format: FeedFormat, { at, value }: Change): void {
  const keys = at.split('/').slice(1);
  const last = keys.pop() ?? '';
  let place: unknown = format;
  for (const key of keys) place = Reflect.get(place as object, key);
  expect(Reflect.set(place as object, last, value)).toBe(true);
}
