import type { Role } from '@waybill/contracts';

/** One thing that is pointed at, on the screen where it is. */
export interface TourStep {
  /** Of the address; the tour goes there first. */
  readonly link: string;
  /** Value of a `data-tour` attribute; where it is not on the screen, the words stand alone. */
  readonly anchor: string;
  readonly title: string;
  readonly text: string;
}

const overview: TourStep = {
  link: '/overview',
  anchor: 'screen',
  title: 'What needs you today',
  text: 'What arrived, what failed, what is late or missing. Every number leads to the list behind it.',
};
const find: TourStep = {
  link: '/overview',
  anchor: 'search',
  title: 'Find anything',
  text: 'Run and file ids, file names, members, transactions, error codes: one field finds them all. Ctrl-K or / opens it anywhere.',
};
const own: TourStep = {
  link: '/overview',
  anchor: 'account',
  title: 'Make it yours',
  text: 'Theme, times in your zone, UTC or the partner’s, and this tour once more. ? shows every key.',
};
const runs: TourStep = {
  link: '/runs',
  anchor: 'list-filters',
  title: 'Every file has its run',
  text: 'Narrow the runs by state, partner and time. What you chose stands in the address: copy it, and others see the same.',
};
const errors: TourStep = {
  link: '/errors',
  anchor: 'screen',
  title: 'What went wrong, by kind',
  text: 'Rows that were rejected, with the cell, what was found and what was expected. The code leads to what to do.',
};
const replays: TourStep = {
  link: '/replays',
  anchor: 'screen',
  title: 'Replay, with a plan and a proof',
  text: 'See what a replay would change before it does, and afterwards the proof that nothing was booked twice.',
};
const audit: TourStep = {
  link: '/audit',
  anchor: 'screen',
  title: 'Who did what, and why',
  text: 'Every deed with its reason, in a chain from which nothing can be taken out unseen.',
};
const entries: TourStep = {
  link: '/entries',
  anchor: 'screen',
  title: 'Why these points?',
  text: 'From any entry back to the clause of the rules, the record, the line and the file.',
};

/** Short on purpose: a tour shows where things are, the screens say the rest. */
export const tours: Readonly<Record<Role, readonly TourStep[]>> = {
  support: [
    overview,
    runs,
    errors,
    {
      link: '/files',
      anchor: 'screen',
      title: 'Files that wait for you',
      text: 'Unassigned and quarantined files: look inside, assign, release or reject, with a reason.',
    },
    replays,
    find,
  ],
  admin: [
    overview,
    {
      link: '/partners',
      anchor: 'screen',
      title: 'Partners and their feeds',
      text: 'Who delivers what, in which format, and how healthy it is. Edits can be undone.',
    },
    {
      link: '/feeds/calendar',
      anchor: 'screen',
      title: 'What should have come',
      text: 'One cell per feed and day: arrived, late or missing. The arrow keys move through it.',
    },
    audit,
    find,
    own,
  ],
  author: [
    overview,
    { ...runs, text: 'Narrow the runs by rule version to see how yours went.' },
    {
      ...errors,
      title: 'What the rules refused',
      text: 'Rows that a rule rejected or left out, with the clause that did it.',
    },
    entries,
    find,
  ],
  approver: [
    overview,
    { ...replays, text: 'Plans and proofs: what a change would do, and what it did.' },
    entries,
    own,
  ],
  qa: [
    {
      link: '/upload',
      anchor: 'screen',
      title: 'Try a file',
      text: 'Send a file to a feed and follow it stage by stage.',
    },
    runs,
    errors,
    replays,
    own,
  ],
  viewer: [
    overview,
    runs,
    {
      link: '/members',
      anchor: 'screen',
      title: 'A member’s points',
      text: 'Balances now and on any day, and every entry with its reason.',
    },
    find,
    own,
  ],
  auditor: [
    audit,
    entries,
    { ...replays, text: 'Every replay with its reason and its proof.' },
    find,
  ],
};
