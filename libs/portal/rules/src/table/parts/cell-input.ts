import type { ValueType } from '@waybill/rules';

const languageWords: ReadonlySet<string> = new Set(['null', 'true', 'false', 'in', 'has']);

/**
 * What somebody means who types into a cell as into a spreadsheet: codes of a text column get their quotes, days become days. What is
 * written in the language already stays as it is.
 *
 * @param names Fields that a cell may compare with
 */
export function asMeant(
  text: string,
  type: ValueType | undefined,
  names: ReadonlySet<string>,
): string {
  const trimmed = text.trim();
  if (trimmed === '') return '-';
  if (type === 'text') return withQuotes(trimmed, names);
  if (type === 'date')
    return trimmed.replace(/(?<!["\d])\d{4}-\d{2}-\d{2}(?!["\d])/g, (day) => `date("${day}")`);
  return trimmed;
}

function withQuotes(text: string, names: ReadonlySet<string>): string {
  const parts = text.split(',').map((part) => part.trim());
  const isCode = (part: string) =>
    /^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(part) && !names.has(part) && !languageWords.has(part);
  const isQuoted = (part: string) => /^"[^"]*"$/.test(part);
  if (!parts.every((part) => isCode(part) || isQuoted(part))) return text;
  return parts.map((part) => (isCode(part) ? `"${part}"` : part)).join(', ');
}
