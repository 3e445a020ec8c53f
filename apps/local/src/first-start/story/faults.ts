import type { Dice } from './dice.ts';
import type { PlannedColumn } from './plan.ts';

/** What people really send: how a good row becomes a bad one. */
const faults: readonly [Fault, ...Fault[]] = [
  { field: 'amount', spoil: (cell) => cell.replace(/[.,]/, (mark) => (mark === '.' ? ',' : '.')) },
  { field: 'amount', spoil: (cell) => `${cell}0` },
  { field: 'occurredOn', spoil: (cell) => cell.replaceAll(/\d(?=\d?$)/g, '9') },
  { field: 'occurredOn', spoil: () => '' },
  { field: 'memberNo', spoil: () => '' },
  { field: 'currency', spoil: (cell) => cell.slice(0, 2) },
];

interface Fault {
  readonly field: string;
  spoil(cell: string): string;
}

/** The rows with one in so many spoiled; a feed without the column that would be spoiled gets off. */
export function withFaults(
  rows: readonly (readonly string[])[],
  columns: readonly PlannedColumn[],
  onceIn: number,
  dice: Dice,
): string[][] {
  return rows.map((cells) => {
    if (!dice.onceIn(onceIn)) return [...cells];
    const { field, spoil } = dice.pick(faults);
    return cells.map((cell, at) =>
      columns[at]?.field === field ? spoil(cell).padEnd(columns[at].width ?? 0) : cell,
    );
  });
}
