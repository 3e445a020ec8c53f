import { operations } from '@waybill/contracts';
import type { RunsPage } from '@waybill/contracts';
import { BadQuery } from './bad-query.ts';
import type { Visit } from '../visit.ts';

const choicesMax = 500;

/** @throws BadQuery | ProblemError */
export async function runsPage(
  { client, trace }: Visit,
  query: Readonly<Record<string, string>>,
): Promise<RunsPage> {
  const read = operations.listRuns.query.safeParse(query);
  if (!read.success) throw new BadQuery(read.error);
  const { state, cursor, limit, sort, ...filter } = read.data;
  const options = { traceparent: trace.traceparent };
  const list = { ...filter, cursor, limit, sort, state: state?.join(',') };
  const [runs, stats, partners, feeds] = await Promise.all([
    client.listRuns({ query: list }, options),
    optional(client.getRunStats({ query: filter }, options)),
    optional(client.listPartners({ query: { limit: choicesMax } }, options)),
    optional(client.listFeeds({ query: { limit: choicesMax } }, options)),
  ]);
  return {
    runs,
    states: stats?.states ?? null,
    partners: (partners?.items ?? []).map(({ id, name }) => ({ id, name })),
    feeds: (feeds?.items ?? []).map(({ id, partner, name }) => ({ id, partner, name })),
  };
}

/** A count or a choice that cannot be had now is no reason to show no runs. */
async function optional<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}
