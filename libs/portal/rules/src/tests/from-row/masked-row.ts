import { isPersonal } from '@waybill/contracts';
import type { InputDeclaration, RuleSetDocument, WrittenRow } from '@waybill/rules';

/** A row that may stand in rules for ever. */
export interface MaskedRow {
  readonly row: WrittenRow;
  /** Names of inputs whose value is not that of the row. */
  readonly standIns: readonly string[];
}

/** Longer texts are sentences, of which nothing is worth keeping. */
const shapeMax = 64;

/**
 * Puts stand-ins in the place of what belongs to somebody: texts of the same shape, the same for the same value of the row. Texts that
 * the rules name themselves stay, as they are in the document already and the row would not be the same without them.
 */
export function maskedRow(document: RuleSetDocument, row: WrittenRow): MaskedRow {
  const named = literalsOf(document);
  const texts: string[] = [];
  const standIns: string[] = [];
  const written = document.inputs.map((input) => {
    const value = row[input.name] ?? null;
    const isKept =
      input.fact !== undefined ||
      !isPersonal(input.name) ||
      (value === null && input.optional === true) ||
      (value !== null && input.type === 'text' && named.has(value));
    if (isKept) return [input.name, value] as const;
    standIns.push(input.name);
    return [input.name, standInFor(input, value, texts)] as const;
  });
  return { row: Object.fromEntries(written), standIns };
}

/** @param texts Those that were met before, to which this one is added */
function standInFor({ type }: InputDeclaration, value: string | null, texts: string[]): string {
  if (type !== 'text') return plain[type];
  const text = value === null || value.length > shapeMax ? 'stand-in' : value;
  if (!texts.includes(text)) texts.push(text);
  const place = texts.indexOf(text);
  return shapedLike(text, place) === value ? shapedLike(text, place + 1) : shapedLike(text, place);
}

const plain = {
  integer: '1',
  decimal: '1',
  boolean: 'true',
  date: '2000-01-01',
  timestamp: '2000-01-01T00:00:00.000Z',
} as const;

/** Letters for letters and figures for figures, in their order from that place on: `E1042` is `A1234`. */
function shapedLike(text: string, place: number): string {
  let [letters, figures] = [place, place + 1];
  return text.replaceAll(/[\p{L}\p{N}\p{S}\p{M}]/gu, (character) => {
    if (/\p{N}/u.test(character)) return String(figures++ % 10);
    const letter = String.fromCharCode('a'.charCodeAt(0) + (letters++ % 26));
    return /\p{Lu}/u.test(character) ? letter.toUpperCase() : letter;
  });
}

/** Texts that the rules compare with or look up. */
function literalsOf({
  tests: _tests,
  valueMaps = [],
  ...document
}: RuleSetDocument): ReadonlySet<string> {
  const literals = new Set(valueMaps.flatMap(({ entries }) => Object.keys(entries)));
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const [, double, single] of value.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g))
        literals.add(double ?? single ?? '');
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(document);
  return literals;
}
