import type { ProblemDetail } from '@waybill/contracts';
import type * as z from 'zod';
import { pointerPart } from './json-text.ts';

const detailsMax = 50;

/** What zod found, as `errors[]` of a problem: JSON pointers, what stood there and what was expected. At most 50. */
export function problemDetails(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
): ProblemDetail[] {
  return issues.flatMap((issue) => detailsOf(issue, input)).slice(0, detailsMax);
}

function detailsOf(issue: z.core.$ZodIssue, input: unknown): ProblemDetail[] {
  const code = issue.code.replaceAll('_', '-');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      code,
      message: `There is no field "${key.slice(0, 100)}" here`,
      expected: 'only known fields',
    }));
  }
  const found = describe(valueAt(input, issue.path));
  return [
    {
      pointer: pointerTo(issue.path),
      code,
      message: issue.message,
      ...(found === undefined ? {} : { found }),
      ...('expected' in issue ? { expected: String(issue.expected) } : {}),
    },
  ];
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${pointerPart(String(step))}`).join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    return Reflect.get(value, step);
  }, input);
}

function describe(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = String(value);
  return text.length > 100 ? `${text.slice(0, 100).toWellFormed()}…` : text;
}
