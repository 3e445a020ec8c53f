import type { Log } from '@waybill/kit';
import { openDatabase, openHistory, type BucketStore, type Database } from '@waybill/store';
import { dayOf } from '../story/calendar.ts';
import { partnerPlans } from '../story/partners/index.ts';
import { storyDays, writeStory, type Chapter } from '../story/write-story.ts';
import { dropUnclaimed } from './drop-unclaimed.ts';
import { HistoryClock } from './history-clock.ts';
import { Teller } from './teller.ts';

export interface TellingOptions {
  readonly databaseUrl: string;
  readonly buckets: BucketStore;
  readonly issuer: string;
  readonly now: Date;
  readonly log: Log;
  /** Told before the first day and after each. */
  progress(told: number, days: number): Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

const msPerDay = 86_400_000;
/** Long enough for the writers of the hub to get their turn between two days. */
const pauseMs = 12;

/**
 * Tells a hub that knows nobody what happened in the last ninety days, or goes on where an earlier telling was interrupted: a day is
 * told as a whole or not at all. Returns how many days were told now; 0 when the hub has a story, or partners of its own.
 */
export async function tellStory(options: TellingOptions): Promise<number> {
  const db = openDatabase(options.databaseUrl, { poolSize: 1 });
  try {
    const today = await storyDay(db, options.now);
    if (today === null) return 0;
    const chapters = writeStory(today)
      .map(({ age, deeds }) => ({ age, deeds: deeds.filter(({ at }) => at <= options.now) }))
      .filter(({ deeds }) => deeds.length > 0);
    const told = await tellChapters(db, chapters, options);
    if (options.signal?.aborted !== true) await dropUnclaimed(db.files, options.buckets);
    return told;
  } finally {
    await db.close();
  }
}

/** Those of the chapters that were not told yet. */
export async function tellChapters(
  db: Database,
  chapters: readonly Chapter[],
  options: TellingOptions,
): Promise<number> {
  const [first] = chapters;
  const clock = new HistoryClock(first?.deeds[0]?.at ?? options.now);
  const history = openHistory(options.databaseUrl, clock);
  let told = 0;
  await options.progress(0, chapters.length);
  try {
    for (const [at, chapter] of chapters.entries()) {
      if (options.signal?.aborted === true) break;
      if (await isTold(db, chapter)) continue;
      await history.tell((tx) => tellChapter(tx, chapter, clock, options));
      told += 1;
      await options.progress(at + 1, chapters.length);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  } finally {
    await history.close();
  }
  return told;
}

async function tellChapter(
  db: Database,
  { age, deeds }: Chapter,
  clock: HistoryClock,
  { buckets, log, issuer, signal }: TellingOptions,
): Promise<void> {
  const [first] = deeds;
  const name = String(age);
  if (first) clock.begin(name, first.at);
  const teller = new Teller({ db, buckets, clock, log, issuer, chapter: name });
  for (const deed of deeds) {
    if (signal?.aborted === true) throw new Interrupted();
    await teller.tell(deed);
  }
}

/** The telling was stopped; the day in hand is as if it had not been begun. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** A day is known by its first file, or by its first partner. */
async function isTold(db: Database, { deeds }: Chapter): Promise<boolean> {
  const first = deeds.find(({ kind }) => kind === 'send-file' || kind === 'create-partner');
  if (first?.kind === 'create-partner')
    return (await db.partners.find(first.partner.id, null)) !== null;
  if (first?.kind !== 'send-file') return false;
  return (await db.files.list({ key: first.key, limit: 1 }, null)).items.length > 0;
}

/** The day up to which the story goes: today, or that of a telling which was begun before. Null when there is none to tell. */
async function storyDay(db: Database, now: Date): Promise<Date | null> {
  const [{ partner }] = partnerPlans;
  const begun = await db.partners.find(partner.id, null);
  if (begun === null) {
    const { items } = await db.partners.list({ limit: 1 }, null);
    return items.length > 0 ? null : now;
  }
  const made = new Date(begun.createdAt);
  // The first partner of the story was made in the first second of a day; one that people make hardly ever is.
  if (made.getTime() % msPerDay > 1000 || begun.name !== partner.name) return null;
  const last = dayOf(made) + storyDays - 1;
  return new Date(Math.min(now.getTime(), (last + 1) * msPerDay - 1));
}
