/** What an area's codes have in common: when in the life of a file they arise, and who usually puts them right. */
export interface Area {
  readonly label: string;
  readonly meaning: string;
  readonly who: string;
}

const partnerRepairs =
  'The partner, in the system the file comes from; support tells them which cells. A support person replays afterwards.';
const supportRepairs = 'Support or an administrator, in this portal.';
const caller = 'Whoever did it, at once.';

export const areas: Readonly<Record<string, Area>> = {
  TRANSPORT: {
    label: 'Delivery',
    meaning: 'Found while the file was taken out of the landing bucket; nothing of it was read.',
    who: supportRepairs,
  },
  FILE: {
    label: 'Files',
    meaning: 'Concerns the file as a whole: no row of it was booked.',
    who: 'Support decides what becomes of the file; the partner delivers it again where it is broken.',
  },
  PARSE: {
    label: 'Reading',
    meaning:
      'Found while the bytes were cut into records and cells, before anything was understood.',
    who: partnerRepairs,
  },
  LAYOUT: {
    label: 'Columns',
    meaning: 'The columns are not those that the feed expects, so no row could be understood.',
    who: 'The partner restores the columns, or an administrator changes the feed’s layout.',
  },
  TYPE: {
    label: 'Values',
    meaning:
      'A cell is not of the kind that its column declares. The row is rejected, the others are booked.',
    who: partnerRepairs,
  },
  CONSTRAINT: {
    label: 'Bounds',
    meaning: 'A cell is readable but not allowed. The row is rejected, the others are booked.',
    who: partnerRepairs,
  },
  MAPPING: {
    label: 'Mapping',
    meaning:
      'A value has no meaning in the feed’s value map. The row is rejected, the others are booked.',
    who: 'An administrator adds the value to the map, or the partner corrects the cell.',
  },
  REFERENCE: {
    label: 'References',
    meaning:
      'The row speaks of a member or a purchase that is not there, or not in a state for it.',
    who: partnerRepairs,
  },
  RULE: {
    label: 'Rules',
    meaning: 'The partner’s rules were applied to the row, and this is how they ended.',
    who: 'An author changes the rules and an approver approves them; support replays afterwards.',
  },
  CHANGE: {
    label: 'Changes of rules',
    meaning: 'The change of the rules was not carried out; files are judged as before.',
    who: 'An author asks again, with what is missing; an approver, who is somebody else, decides.',
  },
  BACKTEST: {
    label: 'Backtests',
    meaning: 'Nothing was compared; a backtest changes nothing in any case.',
    who: caller,
  },
  DUPLICATE: {
    label: 'Booked before',
    meaning: 'The ledger knows the row already. Nothing is ever booked twice.',
    who: 'Nobody, unless the id was given to two purchases: then the partner.',
  },
  LEDGER: {
    label: 'Ledger',
    meaning: 'The points cannot be moved as the row asks. Nothing was booked for it.',
    who: 'Support looks at the member; an author at the rules.',
  },
  GUARD: {
    label: 'Guards',
    meaning: 'The file is held back because it would change unusually much at once.',
    who: 'Support releases or rejects the file, with a reason.',
  },
  SYSTEM: {
    label: 'Inside the hub',
    meaning: 'The hub itself failed. What was booked before stays booked exactly once.',
    who: 'Support replays; the people who operate the hub look at the trace if it happens again.',
  },
  API: {
    label: 'Requests',
    meaning: 'The request was not carried out; nothing changed.',
    who: caller,
  },
  PARTNER: { label: 'Partners', meaning: 'The change was not made.', who: 'An administrator.' },
  FEED: { label: 'Feeds', meaning: 'The change was not made.', who: 'An administrator.' },
  RUN: {
    label: 'Runs',
    meaning: 'The run is not in a state for this; nothing changed.',
    who: caller,
  },
  REPLAY: {
    label: 'Replays',
    meaning: 'The replay was not carried out; the ledger is as it was.',
    who: 'Support or an administrator.',
  },
  EXPORT: { label: 'Exports', meaning: 'There is no file to download.', who: caller },
  MAIL: {
    label: 'Mails',
    meaning: 'The rejected rows were not mailed, or nobody can say whether they were.',
    who: 'Whoever sent them back; the people who operate the hub when the mail service refuses.',
  },
  JOB: { label: 'Jobs', meaning: 'The job is not in a state for this.', who: caller },
  VIEW: { label: 'Saved views', meaning: 'The view was not saved.', who: caller },
  SELECTION: {
    label: 'Selections',
    meaning: 'Nothing was changed, because what was selected is not what is there now.',
    who: caller,
  },
  NET: { label: 'Connection', meaning: 'The request never reached the hub.', who: caller },
  PORTAL: {
    label: 'This portal',
    meaning: 'The portal itself failed; the hub was not asked.',
    who: 'Support reports it with the words below.',
  },
};

/** For an area that has no words of its own yet. */
export const otherArea: Area = {
  label: 'Others',
  meaning: 'The request was not carried out; nothing changed.',
  who: caller,
};

export function areaOf(code: string): Area {
  return areas[code.slice(0, code.lastIndexOf('-'))] ?? otherArea;
}
