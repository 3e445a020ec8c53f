import type { BacktestFiles } from '@waybill/contracts';

/** What the form asks for, as it is typed. */
export interface FileChoice {
  readonly kind: 'last' | 'between' | 'chosen';
  readonly last: number;
  /** Days, UTC, both included; empty while not chosen. */
  readonly from: string;
  readonly to: string;
}

export const usualChoice: FileChoice = { kind: 'last', last: 10, from: '', to: '' };

/** As the API takes it; null while something is missing. `ids` are the files that are ticked. */
export function backtestFilesOf(
  { kind, last, from, to }: FileChoice,
  ids: readonly string[],
): BacktestFiles | null {
  if (kind === 'last') return Number.isInteger(last) && last > 0 ? { last } : null;
  if (kind === 'chosen') return ids.length > 0 ? { ids: [...ids] } : null;
  if (from === '' || to === '' || from > to) return null;
  const end = new Date(Date.parse(to));
  end.setUTCDate(end.getUTCDate() + 1);
  return { from: `${from}T00:00:00.000Z`, to: end.toISOString() };
}
