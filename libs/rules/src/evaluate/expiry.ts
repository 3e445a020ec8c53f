import type { ExpiryRule } from '../document/rule-set-document.ts';
import { addMonths, endOfMonth, endOfYear } from './calendar.ts';

/** The day on which points expire that were earned on `day`: some months later, moved to the end of that day, month or year. */
export function expiryOf(day: number, { months, endOf }: ExpiryRule): number {
  const target = addMonths(day, months);
  if (endOf === 'month') return endOfMonth(target);
  return endOf === 'year' ? endOfYear(target) : target;
}
