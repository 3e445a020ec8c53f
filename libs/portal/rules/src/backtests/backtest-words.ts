import type { Backtest, BacktestChange, BacktestVerdict } from '@waybill/contracts';
import type { Word } from '@waybill/portal-core';
import { signedFigure } from '@waybill/portal-ui';

/** How a candidate treats a row otherwise, in the order of the chips. */
export const changeWords: Readonly<Record<BacktestChange, Word & { readonly meaning: string }>> = {
  points: {
    label: 'Other points',
    icon: 'difference',
    tone: 'note',
    meaning: 'Refused by neither, and with other points.',
  },
  'newly-rejected': {
    label: 'Newly rejected',
    icon: 'error',
    tone: 'bad',
    meaning: 'Not refused before; the candidate rejects it, or finds it in conflict.',
  },
  'newly-accepted': {
    label: 'Newly accepted',
    icon: 'check-circle',
    tone: 'good',
    meaning: 'Rejected or in conflict before; the candidate takes it.',
  },
  other: {
    label: 'Otherwise different',
    icon: 'info',
    tone: 'calm',
    meaning: 'The same points with another expiry, reason or code.',
  },
};

export const backtestChanges = Object.keys(changeWords).filter(isBacktestChange);

export function isBacktestChange(text: string): text is BacktestChange {
  return Object.hasOwn(changeWords, text);
}

type Side = Backtest['base'];

/** As people call what was compared. */
export function sideName({ ruleVersion }: Side): string {
  return ruleVersion ?? 'the draft';
}

/** `acme@1 → the draft`. */
export function comparisonOf({ base, candidate }: Pick<Backtest, 'base' | 'candidate'>): string {
  return `${sideName(base)} → ${sideName(candidate)}`;
}

/** What a row came to, in a word or two: its points, or what became of it instead. */
export function verdictText({ outcome, points }: BacktestVerdict): string {
  return outcome === 'posted' || points !== 0 ? `${signedFigure(points)} points` : outcome;
}

/** Whether nothing will change of it any more. */
export function isBacktestOver({ state }: Pick<Backtest, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}
