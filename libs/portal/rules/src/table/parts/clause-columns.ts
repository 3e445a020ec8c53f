import { describeOutcomes } from '@waybill/rules';
import type { EffectivePeriod, Outcome, RuleSetDocument } from '@waybill/rules';
import type { SheetColumn } from '../sheet/sheet.ts';
import { outcomesIn } from './outcomes-in.ts';
import { dayWritten, fault, faultOfId, withOptional } from './written.ts';

/** What rows of a table and rules have in common. */
export interface Clause extends EffectivePeriod {
  readonly id: string;
  readonly title?: string;
  readonly then: readonly Outcome[];
}

const limits = { sentence: 500, expression: 4_000 };

export function idColumn<Row extends Clause>(
  label: string,
  rows: readonly Row[],
): SheetColumn<Row> {
  return {
    id: 'id',
    label,
    width: 8,
    kind: 'text',
    read: ({ id }) => id,
    write: (row, text) => {
      const id = text.trim();
      const taken = rows.filter((other) => other.id !== row.id).map((other) => other.id);
      const wrong = faultOfId(id, taken);
      return wrong === null ? { row: { ...row, id } } : fault(wrong);
    },
  };
}

/** What a clause does, when it holds, and what people call it: the columns after the conditions. */
export function endColumns<Row extends Clause>(document: RuleSetDocument): SheetColumn<Row>[] {
  // Rows come and go while one scrolls; what they do is put into words once.
  const words = new WeakMap<readonly Outcome[], string>();
  return [
    pointsColumn(),
    {
      id: 'then',
      label: 'What it does',
      width: 22,
      kind: 'panel',
      read: ({ then }) => JSON.stringify(then),
      show: ({ then }) => {
        const said = words.get(then) ?? describeOutcomes(document, then);
        words.set(then, said);
        return said;
      },
      write: (row, text) => {
        const read = outcomesIn(text);
        return 'fault' in read ? read : { row: { ...row, then: read } };
      },
      isAt: (place) => place.startsWith('then') && !isPoints(place),
    },
    dayColumn('effectiveFrom', 'From'),
    dayColumn('effectiveTo', 'Until'),
    {
      id: 'title',
      label: 'Title',
      width: 14,
      kind: 'text',
      read: ({ title = '' }) => title,
      write: (row, text) => {
        if (text.length > limits.sentence) return fault('A title has at most 500 characters.');
        const title = text.trim();
        return { row: withOptional(row, 'title', title === '' ? undefined : title) };
      },
    },
  ];
}

/** The points of the first accrual: what is changed most often is typed without opening anything. */
function pointsColumn<Row extends Clause>(): SheetColumn<Row> {
  return {
    id: 'points',
    label: 'Points',
    width: 11,
    kind: 'code',
    read: ({ then }) => accrualOf(then)?.points ?? '',
    write: (row, text) => {
      const points = text.trim();
      if (points.length > limits.expression) return fault('This is too long.');
      const accrual = accrualOf(row.then);
      if (!accrual)
        return fault('This row grants no points. Open what it does to let it grant some.');
      const then = row.then.map((each) => (each === accrual ? { ...accrual, points } : each));
      return { row: { ...row, then } };
    },
    isAt: isPoints,
  };
}

function dayColumn<Row extends Clause>(
  id: 'effectiveFrom' | 'effectiveTo',
  label: string,
): SheetColumn<Row> {
  return {
    id,
    label,
    width: 7.5,
    kind: 'text',
    read: (row) => row[id] ?? '',
    write: (row, text) => dayWritten(row, id, text),
    meaning: (text) => {
      if (text === '') return 'No limit.';
      return id === 'effectiveFrom'
        ? `Rows dated ${text} or later.`
        : `Rows dated ${text} or earlier.`;
    },
  };
}

function accrualOf(then: readonly Outcome[]) {
  return then.find((outcome) => outcome.do === 'accrue');
}

function isPoints(place: string): boolean {
  return /^then\/\d+\/points$/.test(place);
}
