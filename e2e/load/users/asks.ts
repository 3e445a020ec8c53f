import { operations } from '@waybill/contracts';
import { createClient } from '@waybill/contracts/client';
import type { Client } from '@waybill/contracts/client';
import { Random } from '../../faults/random.ts';
import type { Known } from './known.ts';

/** One request as a user's click makes it, without token and idempotency key, which are of the moment. */
export interface Ask {
  /** Name of the operation: `list-runs`. */
  readonly operation: string;
  readonly method: string;
  /** Below the API's address, with its query. */
  readonly path: string;
  /** JSON; empty when the request has none. */
  readonly body: string;
  readonly status: number;
  /** Text that every good answer has; what answers 200 with an empty body is no success. */
  readonly holds: string;
}

interface Way {
  /** How often among a hundred. */
  readonly share: number;
  readonly holds: string;
  ask(client: Client, known: Known, random: Random): Promise<unknown>;
}

const some = <T>(of: readonly T[], random: Random): T => {
  const one = of[random.below(of.length)];
  if (one === undefined) throw new Error('The hub has none of what users would look at.');
  return one;
};
const states = ['failed', 'partial', 'succeeded', 'failed,partial', 'queued'] as const;
const reason = 'looked at under load';

/** What support staff and business admins do all day in the portal, in about the proportions of the screens: lists, one thing, why, a decision. */
const ways: readonly Way[] = [
  { share: 11, holds: '"items"', ask: (c) => c.listRuns({ query: { limit: 50 } }) },
  {
    share: 6,
    holds: '"items"',
    ask: (c, known, r) =>
      c.listRuns({
        query: { partner: some(known.partners, r), state: some(states, r), limit: 50 },
      }),
  },
  { share: 4, holds: '"buckets"', ask: (c) => c.getRunStats({ query: {} }) },
  { share: 9, holds: '"id"', ask: (c, k, r) => c.getRun({ params: { runId: some(k.runs, r) } }) },
  {
    share: 3,
    holds: '"items"',
    ask: (c, k, r) => c.listRunEvents({ params: { runId: some(k.runs, r) }, query: {} }),
  },
  {
    share: 4,
    holds: '"items"',
    ask: (c, k, r) =>
      c.listRunRows({
        params: { runId: some(k.runs, r) },
        query: { from: 1 + r.below(400), limit: 50 },
      }),
  },
  {
    share: 7,
    holds: '"items"',
    ask: (c) => c.listRowErrors({ query: { state: 'open', limit: 50 } }),
  },
  { share: 2, holds: '"total"', ask: (c) => c.getRowErrorStats({ query: {} }) },
  {
    share: 3,
    holds: '"items"',
    ask: (c, k, r) => c.listRowErrorClusters({ query: { partner: some(k.partners, r) } }),
  },
  {
    share: 4,
    holds: '"problems"',
    ask: (c, k, r) => c.getRowError({ params: { rowErrorId: some(k.rowErrors, r) } }),
  },
  { share: 4, holds: '"items"', ask: (c) => c.listFiles({ query: { limit: 50 } }) },
  {
    share: 3,
    holds: '"id"',
    ask: (c, k, r) => c.getFile({ params: { fileId: some(k.files, r) } }),
  },
  {
    share: 6,
    holds: '"items"',
    ask: (c, k, r) => c.listMembers({ query: { q: some(k.members, r).split(':')[1] ?? '' } }),
  },
  {
    share: 5,
    holds: '"state"',
    ask: (c, k, r) => c.getMember({ params: { memberId: some(k.members, r) } }),
  },
  {
    share: 6,
    holds: '"buckets"',
    ask: (c, k, r) => c.getMemberBalance({ params: { memberId: some(k.members, r) } }),
  },
  {
    share: 5,
    holds: '"items"',
    ask: (c, k, r) => c.listMemberEntries({ params: { memberId: some(k.members, r) }, query: {} }),
  },
  {
    share: 3,
    holds: '"clauses"',
    ask: (c, k, r) => c.explainEntry({ params: { entryId: some(k.entries, r) } }),
  },
  {
    share: 2,
    holds: '"items"',
    ask: (c, k, r) => c.searchHub({ query: { q: some(k.members, r).split(':')[1] ?? '' } }),
  },
  { share: 2, holds: '"items"', ask: (c) => c.listPartners({ query: {} }) },
  { share: 1, holds: '"items"', ask: (c) => c.listAuditEvents({ query: { limit: 50 } }) },
  {
    share: 3,
    holds: '"decision"',
    ask: (c, k, r) =>
      c.simulateRules({ params: { ruleSetId: some(k.ruleSets, r).id }, body: tried(k, r) }),
  },
  {
    share: 2,
    holds: '"diagnostics"',
    ask: (c, k, r) => {
      const { id, text } = some(k.ruleSets, r);
      return c.validateRules({ params: { ruleSetId: id }, body: { text } });
    },
  },
  {
    share: 2,
    holds: '"changed"',
    ask: (c, k, r) =>
      c.ignoreRowErrors({ body: { selection: { ids: [some(k.rowErrors, r)] }, reason } }),
  },
  {
    share: 2,
    holds: '"changed"',
    ask: (c, k, r) =>
      c.reopenRowErrors({ body: { selection: { ids: [some(k.rowErrors, r)] }, reason } }),
  },
  {
    share: 1,
    holds: '"url"',
    ask: (c, k, r) =>
      c.createUploadUrl({
        params: { feedId: some(k.feeds, r) },
        body: { fileName: `by-hand-${r.below(100_000)}.csv` },
      }),
  },
];

function tried(
  known: Known,
  random: Random,
): { text: string; row: { kind: 'written'; values: Record<string, string> } } {
  const cents = 100 + random.below(40_000);
  const values = {
    amount: (cents / 100).toFixed(2),
    occurredOn: `2026-10-${String(1 + random.below(28)).padStart(2, '0')}`,
  };
  return { text: some(known.ruleSets, random).text, row: { kind: 'written', values } };
}

/** So many random requests over what the hub has; the same seed and hub give the same. */
export async function asksOf(known: Known, count: number, seed: number): Promise<readonly Ask[]> {
  const random = new Random(seed);
  const hundred = ways.flatMap((way) => Array.from({ length: way.share }, () => way));
  const asks: Ask[] = [];
  for (let at = 0; at < count; at += 1) {
    asks.push(await written(some(hundred, random), known, random));
  }
  return asks;
}

/** The request that the hub's own client would send. */
async function written(way: Way, known: Known, random: Random): Promise<Ask> {
  let sent: { url: string; init: RequestInit } | undefined;
  const client = createClient({
    baseUrl: '',
    token: async () => '',
    fetch: async (url, init) => {
      sent = { url, init };
      return Response.json({});
    },
  });
  await way.ask(client, known, random);
  if (!sent) throw new Error('A way of users asks nothing.');
  const { method = 'GET', body } = sent.init;
  const path = sent.url;
  const { name, status } = operationAt(method, path);
  return {
    operation: name,
    method,
    path,
    body: typeof body === 'string' ? body : '',
    status,
    holds: way.holds,
  };
}

function operationAt(method: string, url: string): { name: string; status: number } {
  const path = url.split('?')[0] ?? '';
  const found = Object.values(operations).find(
    (row) =>
      row.method === method &&
      new RegExp(`^${row.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (!found) throw new Error(`No operation answers ${method} ${path}.`);
  return found;
}
