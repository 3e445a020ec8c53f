import { parse } from 'csv-parse/sync';
import { dialectOf, partnerPlans, type FeedPlan } from '@waybill/local/story';

/** The rows of a file as cells, read by a reader that is not the hub's. */
export function rowsOf(feed: FeedPlan, bytes: Buffer): string[][] {
  const { format, encoding, delimiter, quote, header, trailer } = dialectOf(feed);
  const text = new TextDecoder(encoding).decode(bytes);
  const records =
    format === 'fixed-width'
      ? fixedRows(feed, text)
      : parse(text, { delimiter, quote, relax_column_count: trailer !== null });
  return records.slice(header ? 1 : 0, trailer === null ? undefined : -1);
}

function fixedRows({ columns }: FeedPlan, text: string): string[][] {
  return text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) =>
      columns.map(({ start = 0, width = 0 }) => line.slice(start, start + width).trim()),
    );
}

export function feedPlan(id: string): FeedPlan {
  const [partner, code] = id.split('.');
  const plan = partnerPlans.find((each) => each.partner.id === partner);
  const feed = plan?.feeds.find((each) => each.code === code);
  if (feed === undefined) throw new Error(`There is no feed ${id} in the story`);
  return feed;
}

/** Points of a row in hundredths of the currency, worked out by hand for the feeds whose rules are one line. */
export const pointsByHand: Readonly<Record<string, (hundredths: number) => number>> = {
  'nordlys.kjop': (amount) => Math.floor(amount / 1000),
  'tideline.crossings': (amount) => Math.floor(amount / 100),
  'prairie.statement': (amount) => Math.floor(amount / 100),
  'monsoon.sales': (amount) =>
    amount >= 500_000 ? Math.floor(amount / 2000) : Math.floor(amount / 4000),
};

export function hundredthsOf(feed: FeedPlan, cells: readonly string[]): number {
  const at = feed.columns.findIndex(({ field }) => field === 'amount');
  return Number((cells[at] ?? '').replace(/[.,]/, ''));
}
