import { pointerTo } from '../diagnostic.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import { sameJson } from '../document/same-json.ts';
import type { Counterpart } from './pair-items.ts';
import { pairItems } from './pair-items.ts';
import type { RuleSetChange } from './rule-set-change.ts';

/** Something that both documents may have. */
export interface Subject {
  readonly what: RuleSetChange['what'];
  readonly name: string;
  /** Opens its sentences: "Row gold of table Base". */
  readonly title: string;
  /** JSON pointers. */
  readonly before: string;
  readonly after: string;
}

/** How the items of a list are told apart, named and compared. */
export interface ItemKind<T> {
  readonly what: RuleSetChange['what'];
  readonly keyOf: (item: T) => string;
  /** The item's segment in a JSON pointer, when that is not its index. */
  readonly segmentOf?: (item: T) => string;
  readonly nameOf: (item: T) => string;
  readonly titleOf: (item: T) => string;
  /** What it says, in short. */
  readonly summaryOf: (item: T) => string;
  /** When equal items may mean different things, as cells do under other columns. */
  readonly isSame?: (before: T, after: T) => boolean;
  readonly compare: (before: T, after: T, subject: Subject) => void;
}

export interface ListAt<T> {
  readonly items: readonly T[];
  /** JSON pointer of the list. */
  readonly pointer: string;
}

/** A property of a subject, with its place below the subject in either document. */
export interface Part {
  readonly part: string;
  /** What a person calls it. */
  readonly label: string;
  readonly before: readonly (string | number)[];
  readonly after: readonly (string | number)[];
}

/** More of a text is not put into a sentence. */
const quotedMax = 200;

/** Collects changes. */
export class ChangeList {
  readonly changes: RuleSetChange[] = [];

  /** Compares two lists item by item: what was removed, then the rest in its new order. */
  compareLists<T>(before: ListAt<T>, after: ListAt<T>, kind: ItemKind<T>): void {
    const { counterparts, removed } = pairItems(
      before.items.map(kind.keyOf),
      after.items.map(kind.keyOf),
    );
    for (const index of removed) this.removed(before, index, kind);
    for (const [index, counterpart] of counterparts.entries()) {
      if (counterpart === null) this.added(after, index, kind);
      else this.compareItems(before, after, { ...counterpart, after: index }, kind);
    }
  }

  private compareItems<T>(
    before: ListAt<T>,
    after: ListAt<T>,
    at: Counterpart & { readonly after: number },
    kind: ItemKind<T>,
  ): void {
    const [old, now] = [before.items[at.index] as T, after.items[at.after] as T];
    const same = (kind.isSame ?? sameJson)(old, now);
    if (same && !at.moved) return;
    const subject = {
      what: kind.what,
      name: kind.nameOf(now),
      title: kind.titleOf(now),
      before: placeOf(before, at.index, kind),
      after: placeOf(after, at.after, kind),
    };
    if (at.moved) this.moved(subject, at.index + 1, at.after + 1);
    if (!same) kind.compare(old, now, subject);
  }

  private removed<T>(list: ListAt<T>, index: number, kind: ItemKind<T>): void {
    const item = list.items[index] as T;
    this.changes.push({
      kind: 'removed',
      what: kind.what,
      name: kind.nameOf(item),
      pointerBefore: placeOf(list, index, kind),
      pointerAfter: null,
      part: null,
      before: kind.summaryOf(item),
      after: null,
      sentence: `${kind.titleOf(item)} was removed.`,
    });
  }

  private added<T>(list: ListAt<T>, index: number, kind: ItemKind<T>): void {
    const item = list.items[index] as T;
    this.changes.push({
      kind: 'added',
      what: kind.what,
      name: kind.nameOf(item),
      pointerBefore: null,
      pointerAfter: placeOf(list, index, kind),
      part: null,
      before: null,
      after: kind.summaryOf(item),
      sentence: `${kind.titleOf(item)} is new.`,
    });
  }

  private moved({ what, name, title, before, after }: Subject, from: number, to: number): void {
    this.changes.push({
      kind: 'moved',
      what,
      name,
      pointerBefore: before,
      pointerAfter: after,
      part: null,
      before: String(from),
      after: String(to),
      sentence: `${title} moved from place ${from} to place ${to}.`,
    });
  }

  /** Notes a part that is not the same in both; undefined where a document does not have it. */
  comparePart(
    { what, name, title, ...pointers }: Subject,
    { part, label, ...paths }: Part,
    before: unknown,
    after: unknown,
  ): void {
    if (sameJson(before, after)) return;
    const [old, now] = [written(before), written(after)];
    this.changes.push({
      kind: 'changed',
      what,
      name,
      pointerBefore: old === null ? null : paths.before.reduce(pointerTo, pointers.before),
      pointerAfter: now === null ? null : paths.after.reduce(pointerTo, pointers.after),
      part,
      before: old,
      after: now,
      sentence: ended(`${title}: ${label} ${turn(old, now)}`),
    });
  }

  /** Compares properties that have the same name in both; `labels` are what a person calls them. */
  compareProperties<T extends object>(
    subject: Subject,
    before: T,
    after: T,
    labels: Readonly<Partial<Record<keyof T & string, string>>>,
  ): void {
    for (const [key, label] of Object.entries(labels) as [keyof T & string, string][]) {
      const part = { part: key, label, before: [key], after: [key] };
      this.comparePart(subject, part, before[key], after[key]);
    }
  }
}

function placeOf<T>(
  { items, pointer }: ListAt<T>,
  index: number,
  { segmentOf }: ItemKind<T>,
): string {
  return pointerTo(pointer, segmentOf === undefined ? index : segmentOf(items[index] as T));
}

/** With one full stop, also after a text that has its own. */
function ended(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

function turn(before: string | null, after: string | null): string {
  if (before === null) return `is now ${quoted(after ?? '')}`;
  if (after === null) return `${quoted(before)} is gone`;
  return `from ${quoted(before)} to ${quoted(after)}`;
}

function quoted(text: string): string {
  if (text === '') return '(empty)';
  return text.length > quotedMax ? `${text.slice(0, quotedMax)}…` : text;
}

/** A value of a document for people: texts as they are, the rest as JSON; null when it is not there. */
function written(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return 'none';
  return typeof value === 'string' ? value : canonicalJson(value);
}
