import type { InboundFile, Page, Replay, ReplayPlan, Run } from '@waybill/contracts';
import { freezeChange, requestChange } from '../fixtures/change-of-rules.ts';
import { eventually } from '../fixtures/eventually.ts';
import { runSettled } from '../fixtures/landing.ts';
import type { Machine } from '../fixtures/machine.ts';

export type PlaceName = keyof Awaited<ReturnType<typeof findPlaces>>;
export type Places = Readonly<Record<PlaceName, string>>;

/** Ids of what the screens are about, in a hub that knows the story or its last weeks. */
export async function findPlaces(machine: Machine) {
  const first = async <Item extends { id: string }>(path: string): Promise<Item> => {
    const { items } = await machine.must<Page<Item>>('GET', path);
    const [item] = items;
    if (!item) throw new Error(`the story has nothing at ${path}`);
    return item;
  };
  const idAt = async (path: string) => (await first(path)).id;
  const partial = await first<Run>('/runs?feed=acme.purchases&state=partial&limit=1');
  return {
    partialRun: partial.id,
    failedRun: await idAt('/runs?feed=monsoon.sales&state=failed&limit=1'),
    rowError: await idAt(`/row-errors?run=${partial.id}&limit=1`),
    archivedFile: partial.file.id,
    quarantinedFile: await idAt('/files?feed=monsoon.sales&state=quarantined&limit=1'),
    unassignedFile: await waitingFile(machine, 'acme/purchases/returns-by-hand.csv'),
    replay: await replayOf(
      machine,
      await first<Run>('/runs?feed=tideline.crossings&state=succeeded'),
    ),
    ...(await changeOfRules(machine, 'pipeworks.till')),
    partner: 'acme',
    feed: 'acme.purchases',
    driftingFeed: 'monsoon.sales',
    changedFeed: 'pipeworks.till',
    member: await idAt('/members?partner=acme&limit=1'),
    entry: await idAt(`/ledger-entries?run=${partial.id}&limit=1`),
    errorCode: 'LAYOUT-002',
    nobody: 'nobody',
  };
}

/** The last file of the story is taken in by the worker, in its own time. */
async function waitingFile(machine: Machine, key: string): Promise<string> {
  const { items } = await eventually(
    () => machine.must<Page<InboundFile>>('GET', `/files?key=${encodeURIComponent(key)}`),
    (page) => page.items[0]?.state === 'unassigned',
  );
  return items[0]?.id ?? '';
}

/** A replay that is over, with its proof. */
async function replayOf(machine: Machine, { id }: Run): Promise<string> {
  const asked = await machine.must<ReplayPlan>('POST', '/replay-plans', { run: id });
  const plan = await eventually(
    () => machine.must<ReplayPlan>('GET', `/replay-plans/${asked.id}`),
    ({ state }) => state !== 'computing',
  );
  const reason = 'The partner asks whether all of it was booked';
  const replay = await machine.must<Replay>('POST', '/replays', { plan: plan.id, reason });
  await runSettled(machine, replay.run);
  return replay.id;
}

/** A change of rules that waits for its approval, with the backtest that it rests on. */
async function changeOfRules(machine: Machine, ruleSet: string) {
  const frozen = await freezeChange(machine, ruleSet, (document) => ({
    ...document,
    tables: document.tables?.map((table) => ({
      ...table,
      rows: table.rows.map((row) =>
        row.id === 'large' ? { ...row, when: ['>= 120.0', ...row.when.slice(1)] } : row,
      ),
    })),
    tests: [
      {
        id: 'a-large-basket',
        title: 'A large basket earns a fifth more',
        row: { occurredOn: '2026-11-01', amount: '130' },
        expect: { outcome: 'accrue', points: 156 },
      },
    ],
  }));
  const { id, backtest } = await requestChange(machine, frozen);
  return { changeRequest: id, backtest: backtest ?? '' };
}
