import type { RowErrorState } from '@waybill/contracts';
import type { ReasonQuestion } from '@waybill/portal-core/reason';
import type { IconName } from '@waybill/portal-ui';
import type { RowDeed } from './row-decisions.ts';

export interface DeedWord {
  readonly label: string;
  readonly icon: IconName;
  readonly key: string;
  /** States that it changes. */
  readonly from: readonly RowErrorState[];
  question(rows: string, one: boolean): ReasonQuestion;
}

export const deedWords: Readonly<Record<RowDeed, DeedWord>> = {
  resolve: {
    label: 'Resolve',
    icon: 'check-circle',
    key: 'r',
    from: ['open', 'corrected'],
    question: (rows, one) => ({
      heading: `Resolve ${rows} ${one ? 'row' : 'rows'}?`,
      text: 'For rows that were settled outside the hub: booked by hand, or sent again in another file. Nothing is booked. A run of which nothing is open any more counts as repaired.',
      action: 'Resolve',
    }),
  },
  ignore: {
    label: 'Ignore',
    icon: 'do-not-disturb-on',
    key: 'i',
    from: ['open', 'corrected'],
    question: (rows, one) => ({
      heading: `Ignore ${rows} ${one ? 'row' : 'rows'}?`,
      text: 'For rows that nobody will work on, such as test rows. Nothing is booked. A run of which nothing is open any more counts as repaired.',
      action: 'Ignore',
    }),
  },
  reopen: {
    label: 'Open again',
    icon: 'history',
    key: 'o',
    from: ['resolved', 'ignored', 'auto-resolved'],
    question: (rows, one) => ({
      heading: `Open ${rows} ${one ? 'row' : 'rows'} again?`,
      text: 'They need attention again, and so do their runs.',
      action: 'Open again',
    }),
  },
};

export const deeds: readonly RowDeed[] = ['resolve', 'ignore', 'reopen'];
