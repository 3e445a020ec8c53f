import type { RuleSetDocument } from '@waybill/rules';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { aBundle, at, fresh, newFeed, newPartner } from '../../testing/hub-story.ts';
import { rulesDigest } from '../index.ts';
import { connect } from '../open-database.ts';
import { fillRuleVersions } from './rule-versions.ts';

const rules = (name: string): RuleSetDocument => ({
  $schema: 'https://waybill.dev/schemas/rule-set-1.json',
  name,
  inputs: [],
  rules: [{ id: 'base', when: 'true', then: [{ do: 'accrue', points: '1' }] }],
});
const by = 'person:author';

describe.each(engines)('rule sets on %s', (engine) => {
  let db: TestDatabase;
  let partner: string;
  let id: string;

  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 10 });
  }, 60_000);
  afterAll(() => db.close());
  beforeEach(async () => {
    partner = await newPartner(db);
    ({ id } = await newFeed(db, partner, fresh('sales')));
    await publish('standard');
  });

  test('are those of feeds with rules', async () => {
    await newFeed(db, partner, 'roster');

    const { items } = await db.ruleSets.list({ partner, limit: 10 });

    expect(items).toEqual([
      {
        id,
        partner,
        feedName: expect.any(String),
        active: {
          version: 1,
          ruleVersion: 'standard@1',
          sha256: rulesDigest(rules('standard')),
          bundleVersion: 2,
        },
        latest: {
          version: 1,
          ruleVersion: 'standard@1',
          sha256: rulesDigest(rules('standard')),
        },
        trial: null,
        versions: 1,
        draft: null,
      },
    ]);
  });

  test('are listed page by page', async () => {
    const other = await newFeed(db, partner, fresh('sales'));
    await publish('others', other.id);
    const first = await db.ruleSets.list({ partner, limit: 1 });
    const second = await db.ruleSets.list({ partner, limit: 1, cursor: first.next ?? '' });

    expect([...first.items, ...second.items].map((set) => set.id)).toEqual([id, other.id].sort());
    expect(second.next).toBeNull();
  });

  test('have a draft that counts its revisions and knows the version that says the same', async () => {
    const content = { text: '{}', sha256: null, by };
    await db.ruleSets.insertDraft(id, { ...content, basedOn: 1 }, at);
    const sha256 = rulesDigest(rules('standard'));
    await db.ruleSets.saveDraft(id, { text: '{"a":1}', sha256, by: 'person:other' }, at);

    expect(await db.ruleSets.draft(id)).toEqual({
      ruleSet: id,
      text: '{"a":1}',
      sha256,
      revision: 2,
      basedOn: 1,
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
      updatedBy: 'person:other',
    });
    const found = await db.ruleSets.find(id);
    expect(found?.draft).toMatchObject({ basedOn: 1, frozenAs: 1, updatedBy: 'person:other' });
    await db.ruleSets.removeDraft(id);
    expect(await db.ruleSets.draft(id)).toBeNull();
  });

  test('have one draft, whoever begins it at once', async () => {
    const begin = () => db.ruleSets.insertDraft(id, { text: '', sha256: null, by, basedOn: 1 }, at);

    const begun = await Promise.allSettled([begin(), begin(), begin()]);

    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('are numbered without a gap when many freeze at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        db.transaction(async (tx) => {
          await tx.feeds.lock(id, null);
          await freeze(tx, `rules-${String(n)}`);
        }),
      ),
    );

    const { items } = await db.ruleSets.versions(id, { limit: 20 });
    expect(items.map(({ version }) => version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(items.filter(({ active }) => active)).toMatchObject([{ version: 1 }]);
  });

  test('never change once they are frozen', async () => {
    const raw = await db.raw();

    await expect(raw.run(`update rule_version set notes = 'better'`)).rejects.toThrow(
      'append-only',
    );
    await expect(raw.run('delete from rule_version')).rejects.toThrow('append-only');
  });

  test('are taken from the bundles of a hub that had none', async () => {
    const feed = await newFeed(db, partner, fresh('old'));
    for (const n of [3, 3, 7]) {
      const label = { ruleVersion: `old@${String(n)}`, rules: rules(`old-${String(n)}`) };
      await db.feeds.addBundle(feed.id, { ...aBundle(feed, n), ...label }, at);
    }

    const session = {
      ...connect(db.url, { poolSize: 1, random: Math.random }),
      atomically: () => Promise.reject(),
    };
    await fillRuleVersions(session);
    await fillRuleVersions(session);
    await session.db.destroy();

    const { items } = await db.ruleSets.versions(feed.id, { limit: 9 });
    expect(items).toMatchObject([
      { version: 7, ruleVersion: 'old@7', active: true, createdBy: 'person:ada' },
      { version: 3, ruleVersion: 'old@3', active: false, notes: 'change 3' },
    ]);
    expect(await db.ruleSets.version(feed.id, 7)).toMatchObject({ document: { name: 'old-7' } });
  });

  async function publish(name: string, feedId = id): Promise<void> {
    const { ruleVersion, sha256 } = await freeze(db, name, feedId);
    const feed = await db.feeds.config(feedId);
    if (!feed) throw new Error('there is no feed');
    await db.feeds.addBundle(
      feedId,
      { ...aBundle(feed, 1), sha256, ruleVersion, rules: rules(name) },
      at,
    );
  }

  function freeze(tx: Pick<TestDatabase, 'ruleSets'>, name: string, feedId = id) {
    return tx.ruleSets.freeze(
      feedId,
      { document: rules(name), basedOn: null, by, notes: null },
      at,
    );
  }
});
