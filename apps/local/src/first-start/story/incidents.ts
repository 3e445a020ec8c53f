/** Something that went wrong in the story, as somebody on duty would meet it and put it right. */
export interface Incident {
  readonly id: IncidentId;
  readonly partner: string;
  /** `<partner>.<code>` */
  readonly feed: string;
  /** Days before the day of the start on which its files arrived, the earliest first; today is 0. */
  readonly days: { readonly from: number; readonly to: number };
  readonly title: string;
  /** What a person sees in the portal. */
  readonly seen: string;
  /** How it is put right with the portal alone. */
  readonly remedy: string;
}

export type IncidentId =
  | 'encoding-switched'
  | 'file-sent-twice'
  | 'rows-sent-again'
  | 'header-renamed'
  | 'feed-late'
  | 'feed-missing'
  | 'points-doubled'
  | 'roster-truncated'
  | 'roster-shrunk'
  | 'spreadsheet-sent'
  | 'wrong-folder'
  | 'roster-behind'
  | 'run-cancelled';

/** The tour, the documentation and the tests read this table; the files follow it. */
export const incidents: readonly Incident[] = [
  {
    id: 'encoding-switched',
    partner: 'nordlys',
    feed: 'nordlys.kjop',
    days: { from: 4, to: 0 },
    title: 'Encoding switched',
    seen: 'For five days every file of the feed has been set aside with FILE-002: it is no UTF-8 any more.',
    remedy:
      'Change the encoding of the feed to windows-1252, then release the files that were set aside.',
  },
  {
    id: 'file-sent-twice',
    partner: 'tideline',
    feed: 'tideline.crossings',
    days: { from: 9, to: 9 },
    title: 'File sent twice',
    seen: 'A file whose name ends in “(1)” is a duplicate of another one, with FILE-009; nothing of it was posted.',
    remedy: 'Nothing to do. Tell the partner that it came twice.',
  },
  {
    id: 'rows-sent-again',
    partner: 'tideline',
    feed: 'tideline.crossings',
    days: { from: 3, to: 3 },
    title: 'Rows sent again under a new name',
    seen: 'A run has only duplicates: each row was posted by a file that came hours before.',
    remedy: 'Nothing to do. No member has a point too many, which the ledger checksum proves.',
  },
  {
    id: 'header-renamed',
    partner: 'monsoon',
    feed: 'monsoon.sales',
    days: { from: 2, to: 0 },
    title: 'Header renamed',
    seen: 'The files since two days ago are set aside with LAYOUT-002: “amount” is now called “total_amount”.',
    remedy: 'Add “total_amount” as an alias of “amount” to the feed, then release the files.',
  },
  {
    id: 'feed-late',
    partner: 'alpina',
    feed: 'alpina.buchungen',
    days: { from: 6, to: 6 },
    title: 'Late file',
    seen: 'The file of that morning arrived five hours after the others of the feed.',
    remedy: 'Nothing to do. Ask the partner when it happens again.',
  },
  {
    id: 'feed-missing',
    partner: 'zephyr',
    feed: 'zephyr.orders',
    days: { from: 0, to: 0 },
    title: 'Missing file',
    seen: 'The file that comes every morning has not come today.',
    remedy: 'Ask the partner; its contacts are on its page. Upload the file when they send it.',
  },
  {
    id: 'points-doubled',
    partner: 'pipeworks',
    feed: 'pipeworks.till',
    days: { from: 16, to: 12 },
    title: 'A rule that doubled the points',
    seen: 'For five days members earned twice the points per pound. The rules were corrected, what they had earned was not.',
    remedy:
      'Find the runs by the rule version pipeworks-tiers@2 and replay them with the current rules.',
  },
  {
    id: 'roster-truncated',
    partner: 'lumina',
    feed: 'lumina.roster',
    days: { from: 1, to: 1 },
    title: 'Truncated roster',
    seen: 'The roster of yesterday ends in the middle of a row and has no trailer; it was set aside with FILE-007.',
    remedy: 'Reject the file with a reason and ask the partner for the whole one.',
  },
  {
    id: 'roster-shrunk',
    partner: 'hafenwerk',
    feed: 'hafenwerk.belegschaft',
    days: { from: 2, to: 2 },
    title: 'Roster with a third of the people',
    seen: 'The roster of the day before yesterday is held with GUARD-001: far fewer rows than usual.',
    remedy: 'Reject the file with a reason: the export of the partner stopped early.',
  },
  {
    id: 'spreadsheet-sent',
    partner: 'sakura',
    feed: 'sakura.koubai',
    days: { from: 11, to: 11 },
    title: 'A spreadsheet instead of text',
    seen: 'One file was set aside because it is a spreadsheet. The right one came an hour later.',
    remedy: 'Reject the file that was set aside; its rows were posted from the one that followed.',
  },
  {
    id: 'wrong-folder',
    partner: 'acme',
    feed: 'acme.purchases',
    days: { from: 26, to: 26 },
    title: 'Wrong folder',
    seen: 'A file was dropped into a folder that belongs to no feed, and was assigned by hand an hour later.',
    remedy: 'Done. Two more of this kind wait unassigned since today.',
  },
  {
    id: 'roster-behind',
    partner: 'hafenwerk',
    feed: 'hafenwerk.einkauf',
    days: { from: 34, to: 31 },
    title: 'Roster behind the purchases',
    seen: 'New people bought before a roster named them, REFERENCE-001. The failed rows were replayed when it had come.',
    remedy: 'Done: the runs are repaired, and each replay has its proof.',
  },
  {
    id: 'run-cancelled',
    partner: 'karoo',
    feed: 'karoo.canteen',
    days: { from: 33, to: 33 },
    title: 'Cancelled run',
    seen: 'Somebody stopped the run of a file that the partner had called back.',
    remedy: 'Done. The corrected file came the next day.',
  },
];

export function incident(id: IncidentId): Incident {
  const found = incidents.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no incident ${id}`);
  return found;
}
