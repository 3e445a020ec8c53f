import { operations } from '@waybill/contracts';
import type { OverviewPage, OverviewTotals, RunStats } from '@waybill/contracts';
import * as z from 'zod';
import { BadQuery } from './bad-query.ts';
import { optional } from './optional.ts';
import type { Visit } from '../visit.ts';

const { partner, from, to } = operations.getRunStats.query.shape;
const overviewQuery = z.strictObject({ partner, from: from.unwrap(), to: to.unwrap() });

const weekMs = 604_800_000;

/** @throws BadQuery | ProblemError */
export async function overviewPage(
  { client, trace }: Visit,
  query: Readonly<Record<string, string>>,
): Promise<OverviewPage> {
  const read = overviewQuery.safeParse(query);
  if (!read.success) throw new BadQuery(read.error);
  const { partner, from, to } = read.data;
  const options = { traceparent: trace.traceparent };
  const now = Date.now();
  const lastWeek = { partner, from: new Date(now - weekMs).toISOString() };
  const [stats, before, recent, files, rowErrors] = await Promise.all([
    client.getRunStats({ query: { partner, from, to } }, options),
    optional(client.getRunStats({ query: { partner, ...timeBefore(from, to) } }, options)),
    optional(client.getRunStats({ query: lastWeek }, options)),
    optional(client.getFileStats({ query: { partner } }, options)),
    optional(client.getRowErrorStats({ query: { partner } }, options)),
  ]);
  return {
    asOf: new Date(now).toISOString(),
    days: stats.buckets,
    before: before && totalsOf(before.buckets),
    waiting: {
      undecidedFiles: files && files.states.unassigned + files.states.quarantined,
      openRowErrors: rowErrors && rowErrors.states.open,
      failedRuns: recent && recent.states.failed,
    },
  };
}

/** As long, ending where the asked time begins. */
function timeBefore(from: string, to: string): { from: string; to: string } {
  const lengthMs = Date.parse(to) - Date.parse(from);
  return { from: new Date(Date.parse(from) - lengthMs).toISOString(), to: from };
}

function totalsOf(buckets: RunStats['buckets']): OverviewTotals {
  const sum = (value: (bucket: RunStats['buckets'][number]) => number) =>
    buckets.reduce((total, bucket) => total + value(bucket), 0);
  return {
    runs: sum(({ runs }) => runs),
    read: sum(({ counts }) => counts.read),
    rejected: sum(({ counts }) => counts.rejected),
    points: sum(({ points }) => points),
  };
}
