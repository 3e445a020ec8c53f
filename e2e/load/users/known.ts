import type {
  InboundFile,
  LedgerEntry,
  Member,
  Page,
  RowError,
  RuleSet,
  RuleVersion,
  Run,
} from '@waybill/contracts';
import type { Machine } from '../../fixtures/machine.ts';

/** Ids of what a hub has, for users to look at. */
export interface Known {
  readonly partners: readonly string[];
  readonly feeds: readonly string[];
  readonly runs: readonly string[];
  readonly files: readonly string[];
  readonly members: readonly string[];
  readonly entries: readonly string[];
  readonly rowErrors: readonly string[];
  readonly ruleSets: readonly { readonly id: string; readonly text: string }[];
}

/** Read through the API: of long lists the newest two thousand. */
export async function whatThereIs(machine: Machine): Promise<Known> {
  const list = <T>(path: string) => firstOf<T>(machine, path);
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
  const feeds = ids(await list<{ id: string }>('/feeds'));
  return {
    partners: ids(await list<{ id: string }>('/partners')),
    feeds,
    runs: ids((await list<Run>('/runs')).filter(({ state }) => state !== 'queued')),
    files: ids(await list<InboundFile>('/files')),
    members: ids(await list<Member>('/members')),
    entries: ids(await list<LedgerEntry>('/ledger-entries')),
    rowErrors: ids(await list<RowError>('/row-errors')),
    ruleSets: await Promise.all(feeds.slice(0, 10).map((feed) => activeRules(machine, feed))),
  };
}

async function firstOf<T>(machine: Machine, path: string, most = 2000): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null && all.length < most) {
    const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await machine.must('GET', `${path}?limit=500${next}`);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

/** The rules that new files are judged by, as a person would have them on the screen. */
async function activeRules(machine: Machine, id: string): Promise<{ id: string; text: string }> {
  const { active } = await machine.must<RuleSet>('GET', `/rule-sets/${id}`);
  const path = `/rule-sets/${id}/versions/${active.version}`;
  const { document } = await machine.must<RuleVersion>('GET', path);
  return { id, text: JSON.stringify(document) };
}
