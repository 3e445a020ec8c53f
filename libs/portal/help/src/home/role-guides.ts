import type { Role } from '@waybill/contracts';

export interface Guide {
  readonly role: Role;
  readonly heading: string;
  readonly steps: readonly {
    readonly text: string;
    readonly link: string;
    readonly label: string;
  }[];
}

const seeOverview = {
  text: 'What arrived, what failed, what is late:',
  link: '/overview',
  label: 'Overview',
};

/** What somebody of each role does here, in the order of a day. */
export const guides: readonly Guide[] = [
  {
    role: 'support',
    heading: 'Support: find it, put it right, prove it',
    steps: [
      seeOverview,
      {
        text: 'Files that wait for a decision:',
        link: '/files?state=unassigned,quarantined',
        label: 'Files to decide on',
      },
      { text: 'What went wrong, by kind and column:', link: '/errors', label: 'Errors' },
      {
        text: 'Replay what was corrected, with a plan before and a proof after:',
        link: '/replays',
        label: 'Replays',
      },
    ],
  },
  {
    role: 'admin',
    heading: 'Administrator: partners, feeds and who gets what',
    steps: [
      seeOverview,
      { text: 'Partners, their contacts and their state:', link: '/partners', label: 'Partners' },
      { text: 'Which files are expected when:', link: '/feeds/calendar', label: 'Feeds calendar' },
      { text: 'Who did what, and why:', link: '/audit', label: 'Audit' },
    ],
  },
  {
    role: 'author',
    heading: 'Author: what the rules did',
    steps: [
      { text: 'Runs by rule version:', link: '/runs', label: 'Runs' },
      {
        text: 'Rows the rules rejected or left out:',
        link: '/errors?code=RULE-001',
        label: 'Errors of rules',
      },
      { text: 'Why somebody has these points:', link: '/entries', label: 'Entries' },
    ],
  },
  {
    role: 'approver',
    heading: 'Approver: see the effect before it happens',
    steps: [
      { text: 'Plans and proofs of replays:', link: '/replays', label: 'Replays' },
      { text: 'What a rule version booked:', link: '/entries', label: 'Entries' },
      { text: 'How runs went before and after:', link: '/overview', label: 'Overview' },
    ],
  },
  {
    role: 'qa',
    heading: 'QA: try it, and see exactly what happened',
    steps: [
      { text: 'Send a file:', link: '/upload', label: 'Upload' },
      { text: 'Follow it stage by stage:', link: '/runs', label: 'Runs' },
      { text: 'Plan a replay without carrying it out:', link: '/replays', label: 'Replays' },
    ],
  },
  {
    role: 'viewer',
    heading: 'Viewer: look things up',
    steps: [
      seeOverview,
      { text: 'A member’s points and where they come from:', link: '/members', label: 'Members' },
      { text: 'Every run and its counts:', link: '/runs', label: 'Runs' },
    ],
  },
  {
    role: 'auditor',
    heading: 'Auditor: follow every point back to its file',
    steps: [
      {
        text: 'Who did what, chained so that nothing can be taken out:',
        link: '/audit',
        label: 'Audit',
      },
      { text: 'From an entry back to rule, row and file:', link: '/entries', label: 'Entries' },
      { text: 'Replays with their reasons and proofs:', link: '/replays', label: 'Replays' },
    ],
  },
];
