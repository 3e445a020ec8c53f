import type { FileState } from '@waybill/contracts';
import type { ReasonQuestion } from '@waybill/portal-core/reason';

export type AskedPath = 'release' | 'reject' | 'reopen';

/** Decisions that need nothing but a reason: what is asked beforehand, and what the file is taken to be at once. */
export const asked: Readonly<
  Record<AskedPath, { readonly becomes: FileState; readonly question: ReasonQuestion }>
> = {
  release: {
    becomes: 'assigned',
    question: {
      heading: 'Release this file?',
      text: 'It is processed now, as its feed is today, and the feed’s guards do not hold it up again. What cannot be read is set aside again.',
      action: 'Release and process',
    },
  },
  reject: {
    becomes: 'rejected',
    question: {
      heading: 'Reject this file?',
      text: 'It is never processed. Its bytes stay where they are, and the rejection can be taken back for 30 days.',
      action: 'Reject the file',
      danger: true,
    },
  },
  reopen: {
    becomes: 'unassigned',
    question: {
      heading: 'Take the rejection back?',
      text: 'The file waits for a decision again, as it did before.',
      action: 'Take it back',
    },
  },
};

export const downloadQuestion: ReasonQuestion = {
  heading: 'Download what the partner sent?',
  text: 'The file may hold personal data. Who downloads it and why is kept in the audit trail.',
  action: 'Download',
};
