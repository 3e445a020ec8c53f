import type { DiagnosticCode } from '../diagnostic.ts';

interface Refusal {
  readonly code: DiagnosticCode;
  readonly why: string;
}

const clock: Refusal = {
  code: 'rule-not-deterministic',
  why: 'There is no clock in rules: a replay must give the same points. Use a date of the row, such as occurredOn.',
};
const chance: Refusal = {
  code: 'rule-not-deterministic',
  why: 'There is no randomness in rules: a replay must give the same points.',
};
const locale: Refusal = {
  code: 'rule-not-deterministic',
  why: 'Case depends on the language of a text. Use lowerAscii or upperAscii, which change A–Z only, everywhere alike.',
};
const pattern: Refusal = {
  code: 'rule-regex',
  why: 'Patterns are not in the language: some take forever. Use startsWith, endsWith or contains.',
};
const conversion: Refusal = {
  code: 'rule-unknown-function',
  why: 'Values are typed by the feed, so nothing is converted in rules. Give the input the right type in the mapping.',
};

const dateParts: Refusal = {
  code: 'rule-unknown-function',
  why: 'Dates are read with year, month, dayOfMonth and dayOfWeek, which count from 1; of a timestamp take dateOf(…) first.',
};
const durations: Refusal = {
  code: 'rule-unknown-function',
  why: 'Days are counted with daysBetween, and dates are moved with addDays and addMonths.',
};
const loops: Refusal = {
  code: 'rule-unknown-function',
  why: 'There are no loops in rules, so that the work for a row is known before. Write the conditions one by one, or after in.',
};

/** Functions that people look for and that are left out on purpose, with the reason that the checker shows. */
export const notInTheLanguage: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ...['now', 'today', 'currentDate', 'currentTime'].map((name) => [name, clock] as const),
  ...['random', 'rand', 'uuid', 'shuffle'].map((name) => [name, chance] as const),
  ...['lower', 'upper', 'toLowerCase', 'toUpperCase', 'lowerCase', 'upperCase'].map(
    (name) => [name, locale] as const,
  ),
  ...['localeCompare', 'toLocaleString', 'format'].map((name) => [name, locale] as const),
  ...['matches', 'regex', 'regexp', 'test', 'match', 'search', 'like'].map(
    (name) => [name, pattern] as const,
  ),
  ...['int', 'double', 'string', 'uint', 'bool', 'number', 'parseInt', 'parseFloat', 'dyn'].map(
    (name) => [name, conversion] as const,
  ),
  ...['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear'].map(
    (name) => [name, dateParts] as const,
  ),
  ...['duration', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'].map(
    (name) => [name, durations] as const,
  ),
  ...['all', 'exists', 'exists_one', 'filter', 'map', 'reduce'].map(
    (name) => [name, loops] as const,
  ),
]);
