import type { IconName, Tone } from '@waybill/portal-ui';
import type { Names } from '../names/names.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface StateOption extends Option {
  readonly icon: IconName;
  readonly tone: Tone;
}

/** What each filter of a list is set to, as it stands in the address; null where it is not set. */
export type FilterValues<Name extends string = string> = Readonly<Record<Name, string | null>>;

interface EveryFilter {
  readonly label: string;
  /** What an address says, cleaned; null where it is nothing this filter knows. */
  read(text: string): string | null;
  /** Filters that mean nothing any more once this one changes. */
  readonly clears?: readonly string[];
}

export interface SearchFilter extends EveryFilter {
  readonly kind: 'search';
}

export interface TextFilter extends EveryFilter {
  readonly kind: 'text';
}

/** Several at once, shown as chips with live counts; in the address and to the API separated by commas. */
export interface StatesFilter extends EveryFilter {
  readonly kind: 'states';
  readonly states: readonly StateOption[];
}

export interface ChoiceFilter extends EveryFilter {
  readonly kind: 'choice';
  /** What stands for "not set": `All partners`. */
  readonly all: string;
  options(names: Names, values: FilterValues): readonly Option[];
}

/** A quick range, or `dates` with the two days of `DayFilter`s named `from` and `to`. */
export interface RangeFilter extends EveryFilter {
  readonly kind: 'range';
}

export interface DayFilter extends EveryFilter {
  readonly kind: 'day';
}

export type Filter =
  SearchFilter | TextFilter | StatesFilter | ChoiceFilter | RangeFilter | DayFilter;

const textMax = 200;
const anyText = (text: string) => text.trim().slice(0, textMax) || null;

/** The search box; `label` says what it looks through. */
export function searchFilter(label: string): SearchFilter {
  return { kind: 'search', label, read: anyText };
}

/** A value that is typed or comes out of a cell (`filter for`), such as a rule version. */
export function textFilter(label: string): TextFilter {
  return { kind: 'text', label, read: anyText };
}

/** States as chips, in the order of their words. */
export function statesFilter(
  words: Readonly<Record<string, { label: string; icon: IconName; tone: Tone }>>,
): StatesFilter {
  const states = Object.entries(words).map(([value, { label, icon, tone }]) => ({
    value,
    label,
    icon,
    tone,
  }));
  const read = (text: string) =>
    text
      .split(',')
      .filter((value) => Object.hasOwn(words, value))
      .join(',') || null;
  return { kind: 'states', label: 'State', states, read };
}

/** One of a few fixed values: `choiceFilter('Kind', 'All kinds', { accrual: 'Accrual' })`. */
export function choiceFilter(
  label: string,
  all: string,
  words: Readonly<Record<string, string>>,
): ChoiceFilter {
  const options = Object.entries(words).map(([value, word]) => ({ value, label: word }));
  const read = (text: string) => (Object.hasOwn(words, text) ? text : null);
  return { kind: 'choice', label, all, read, options: () => options };
}

export function partnerFilter(): ChoiceFilter {
  return {
    kind: 'choice',
    label: 'Partner',
    all: 'All partners',
    read: anyText,
    clears: ['feed'],
    options: (names) => names.partners().map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** Feeds, those of the chosen partner where the list has a filter `partner`. */
export function feedFilter(): ChoiceFilter {
  return {
    kind: 'choice',
    label: 'Feed',
    all: 'All feeds',
    read: anyText,
    options: (names, { partner }) =>
      names
        .feeds()
        .filter((feed) => !partner || feed.partner === partner)
        .map(({ id, name }) => ({ value: id, label: `${name} (${id})` })),
  };
}
