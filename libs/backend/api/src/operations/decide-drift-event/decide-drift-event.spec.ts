import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let driftEventId: string;
let count = 0;
const reason = 'asked the partner';

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

/** In each file of the day the partner calls the member something new. */
beforeEach(async () => {
  count += 1;
  driftEventId = test.hub.newId('drift');
  const suggestion = { similarity: 75, reason: 'The names are 75 % alike.' };
  await see({ kind: 'renamed', column: 'member_id', found: renamed(), suggestion });
});

describe('decide-drift-event', () => {
  it('gives the column the name as an alias, as a version of the bundle', async () => {
    const answer = await decide(
      { decision: 'alias' },
      { token: await test.mint.person('support') },
    );

    const { body: feed } = await test.call('getFeed', { params: { feedId: acme.feedId } });
    const { version, format } = feed['bundle'] as { version: number; format: Format };
    expect(answer).toMatchObject({
      status: 200,
      body: {
        event: { state: 'accepted', decidedBy: 'person:support', reason, bundleVersion: version },
      },
    });
    expect(aliasesOf(format, 'member_id')).toContain(renamed());
  });

  it('says which files can be processed again', async () => {
    const fileId = await refusedFile('LAYOUT-002');
    await refusedFile('FILE-002');

    const { body } = await decide({ decision: 'alias' });

    expect(body['waiting']).toEqual([{ id: fileId, name: `refused-${fileId}.csv`, run: null }]);
  });

  it('taken back takes the alias back as well', async () => {
    await decide({ decision: 'alias' });

    const answer = await decide({ decision: 'reopen' });

    expect(answer).toMatchObject({
      status: 200,
      body: { event: { state: 'open', decidedBy: null, bundleVersion: null }, waiting: [] },
    });
    const config = await test.database.feeds.config(acme.feedId);
    expect(aliasesOf(config?.bundle.format ?? null, 'member_id')).not.toContain(renamed());
  });

  it('gives an added name to the column that a person chooses', async () => {
    driftEventId = test.hub.newId('drift');
    await see({ kind: 'added', column: null, found: `shop-${String(count)}`, suggestion: null });

    expect(await decide({ decision: 'alias' })).toMatchObject({
      status: 409,
      body: { code: 'FEED-004' },
    });
    expect((await decide({ decision: 'alias', column: 'note' })).status).toBe(200);
    const config = await test.database.feeds.config(acme.feedId);
    expect(aliasesOf(config?.bundle.format ?? null, 'note')).toContain(`shop-${String(count)}`);
  });

  it.each([
    ['ignore', 'ignored'],
    ['reject', 'rejected'],
  ] as const)('%s changes no bundle', async (decision, state) => {
    const before = await test.database.feeds.config(acme.feedId);

    expect(await decide({ decision })).toMatchObject({ status: 200, body: { event: { state } } });

    expect((await test.database.feeds.config(acme.feedId))?.bundle).toEqual(before?.bundle);
  });

  it('is made once, by whoever is first', async () => {
    const answers = await Promise.all([
      decide({ decision: 'alias' }),
      decide({ decision: 'ignore' }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await decide({ decision: 'reject' })).toMatchObject({
      status: 409,
      body: { code: 'FEED-003' },
    });
  });

  it('refuses a name that is another column’s', async () => {
    driftEventId = test.hub.newId('drift');
    const found = 'amount';
    await see({ kind: 'renamed', column: `note`, found, suggestion: null });

    expect(await decide({ decision: 'alias' })).toMatchObject({
      status: 422,
      body: { code: 'FEED-002' },
    });
    const event = await test.database.driftEvents.find(driftEventId, null);
    expect(event?.state).toBe('open');
  });

  it('leaves one event in the audit trail', async () => {
    await decide({ decision: 'reject' });

    const object = `drift:${driftEventId}`;
    const { items } = await test.database.audit.list({ object, limit: 5 });
    expect(items).toMatchObject([
      { action: 'drift.rejected', detail: { feed: acme.feedId, decision: 'reject', reason } },
    ]);
  });
});

interface Format {
  layout: { columns: readonly { name: string; aliases?: readonly string[] }[] };
}

function aliasesOf(format: Format | null, column: string): readonly string[] {
  return format?.layout.columns.find(({ name }) => name === column)?.aliases ?? [];
}

function renamed(): string {
  return `member_nr_${String(count)}`;
}

async function see(drift: Omit<Parameters<typeof test.database.driftEvents.see>[1][number], 'id'>) {
  const run = await test.database.runs.claim('spec', {
    leaseS: 60,
    attemptsMax: 9,
    only: await aRun(),
  });
  await test.database.driftEvents.see(
    run?.lease.runNo ?? 0,
    [{ id: driftEventId, ...drift }],
    test.hub.clock.now(),
  );
}

async function aRun(): Promise<string> {
  const feed = await test.database.feeds.config(acme.feedId);
  const id = test.hub.newId('run');
  const at = test.hub.clock.now();
  const usual = { kind: 'file', rows: 'all', originalRunId: null } as const;
  const of = { fileId: acme.fileId, feedId: acme.feedId, bundleId: feed?.bundle.id ?? 0 };
  await test.database.runs.enqueue({ id, ...usual, ...of, at });
  return id;
}

async function refusedFile(code: string): Promise<string> {
  const id = test.hub.newId('file');
  const object = { bucket: 'waybill-landing', version: id, etag: id, sizeBytes: 1, sequencer: '' };
  const { files } = test.database;
  await files.register(
    { ...object, key: `acme/purchases/refused-${id}.csv` },
    { id, at: new Date() },
  );
  const problem = { code, name: 'X', scope: 'file', message: 'm', expected: 'e' } as const;
  const owner = { feedId: acme.feedId, partnerId: 'acme' };
  await files.move(id, ['received'], 'quarantined', { ...owner, problem });
  return id;
}

function decide(body: object, sent: object = {}) {
  return test.call('decideDriftEvent', {
    params: { driftEventId },
    body: { reason, ...body },
    ...sent,
  });
}
