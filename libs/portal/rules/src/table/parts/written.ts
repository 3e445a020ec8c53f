import type { Written } from '../sheet/sheet.ts';

/** The forms that a rule set has for what is no expression; a text of another form would not be a rule set any more. */
const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const nameForm = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

export const fault = (sentence: string) => ({ fault: sentence });

export function faultOfId(id: string, taken: readonly string[]): string | null {
  if (!idForm.test(id)) return 'An id has letters a to z, digits, and . _ - after the first.';
  return taken.includes(id) ? `There is another ${id}.` : null;
}

export function faultOfName(name: string): string | null {
  return nameForm.test(name) ? null : 'A name has a letter a to z, then letters, digits or _.';
}

/** A row whose property of that name is a text, or is left out when the text is empty. */
export function withOptional<Row extends object, Key extends keyof Row & string>(
  row: Row,
  key: Key,
  value: Row[Key] | undefined,
): Row {
  const { [key]: _former, ...rest } = row;
  return (value === undefined ? rest : { ...rest, [key]: value }) as Row;
}

export function dayWritten<Row extends { effectiveFrom?: string; effectiveTo?: string }>(
  row: Row,
  key: 'effectiveFrom' | 'effectiveTo',
  text: string,
): Written<Row> {
  const day = text.trim();
  if (day === '') return { row: withOptional(row, key, undefined) };
  return dayForm.test(day) && !Number.isNaN(Date.parse(day))
    ? { row: withOptional(row, key, day as Row[typeof key]) }
    : fault('A day is written 2026-01-31.');
}
