import * as z from 'zod';

/** Lower-case words joined by hyphens; also a folder in the landing bucket. */
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
  .meta({
    description: 'Lower-case letters, digits and inner hyphens, at most 63',
    example: 'acme',
  });

/** RFC 3339 in UTC with milliseconds. */
export const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ example: '2026-11-03T06:00:00.000Z' });

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An IANA zone that this runtime knows. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, 'There is no such time zone; it must be named as in Europe/Berlin')
  .meta({ example: 'Europe/Berlin' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Why something was done, for the audit trail and for whoever asks later. */
export const reason = z.string().trim().min(3).max(1000);

export const noParams = z.strictObject({});
export const noQuery = z.strictObject({});

export const pageLimitMax = 500;

/** Keyset paging: an opaque cursor from the previous page, and how many items at most. */
export const pageQuery = {
  cursor: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .meta({ description: '`next` of the page before, with the same filters' }),
  limit: z
    .union([
      z.int(),
      z
        .string()
        .regex(/^[1-9]\d{0,2}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(pageLimitMax))
    .default(50)
    .meta({ description: `How many items at most, 1 to ${pageLimitMax}` }),
};

export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page, null at the end' }),
  });
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Several values in one parameter, separated by commas: `state=failed,partial`. */
export function commaList<Values extends readonly [string, ...string[]]>(values: Values) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1))
    .meta({
      description: `One or more of ${values.join(', ')}, separated by commas`,
      type: 'string',
    });
}

/** A whole number in the query, from text or as it is. */
export function wholeNumber(least: number, most: number) {
  return z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(least).max(most));
}
