import type { Feed } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat } from '@waybill/tabular';
import type { Selectable } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { Bundle, FeedConfig, FeedStore } from '../nouns/feeds.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { BundleTable, FeedTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { expectationOf } from './feed-expectation.ts';
import { addBundle, bundlePage, bundleVersion } from './feed-bundles.ts';
import { insertRuleVersion } from './rule-versions.ts';
import { feedSchedules } from './feed-schedules.ts';
import { updateFeed } from './update-feed.ts';

const byId: ListOrder = {
  list: 'feeds',
  columns: [{ column: 'feed.id', part: 'text', direction: 'asc' }],
};

export function feedsIn(session: Session): FeedStore {
  const { db } = session;
  return {
    insert: async (partnerId, feed, bundle, at) => {
      try {
        await session.atomically((tx) => insertFeed(tx, partnerId, feed, bundle, at));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    find: async (id, tenant) => {
      let query = feedRows(session).where('feed.id', '=', id);
      if (tenant !== null) query = query.where('partner.id', '=', tenant);
      const row = await query.executeTakeFirst();
      if (row === undefined) return null;
      const bundle = await bundleById(session, row.bundle_id);
      return bundle === null ? null : { ...headOf(row), bundle: contractBundle(bundle) };
    },

    list: async ({ partner, ...page }, tenant) => {
      let query = feedRows(session);
      if (partner !== undefined) query = query.where('partner.id', '=', partner);
      if (tenant !== null) query = query.where('partner.id', '=', tenant);
      const rows = await paged(query, byId, page).execute();
      return pageOf(rows, page.limit, byId.list, ({ id }) => [id], headOf);
    },

    schedules: (query, tenant) => feedSchedules(session, query, tenant),

    config: async (id) => {
      const row = await configRows(session).where('feed.id', '=', id).executeTakeFirst();
      return row === undefined ? null : configOf(row);
    },

    configsOf: async (partnerId) => {
      const rows = await configRows(session)
        .where('partner.id', '=', partnerId)
        .where('feed.state', '=', 'active')
        .orderBy('feed.id')
        .execute();
      return rows.map(configOf);
    },

    activeConfigs: async (limit) => {
      const rows = await configRows(session)
        .where('feed.state', '=', 'active')
        .orderBy('feed.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...configOf(row), name: row.name }));
    },

    bundle: (bundleId) => bundleById({ db }, bundleId),

    bundleOfRun: async (runId) => {
      const row = await db
        .selectFrom('run')
        .innerJoin('bundle', 'bundle.id', 'run.bundle_id')
        .selectAll('bundle')
        .where('run.id', '=', runId)
        .executeTakeFirst();
      return row === undefined ? null : bundleOf(row);
    },
    lock: async (id, tenant) => {
      const row = db.selectFrom('feed').select('no').where('id', '=', id);
      await session.dialect.forUpdate(row).execute();
      return feedsIn(session).find(id, tenant);
    },

    update: (id, change, at) => updateFeed(session, id, change, at),

    addBundle: (id, bundle, at) => session.atomically((tx) => addBundle(tx, id, bundle, at)),
    bundles: (id, page) => bundlePage(session, id, page),
    bundleVersion: (id, version) => bundleVersion(session, id, version),
  };
}

async function insertFeed(
  { db }: Session,
  partnerId: string,
  feed: Parameters<FeedStore['insert']>[1],
  bundle: Parameters<FeedStore['insert']>[2],
  at: Date,
): Promise<void> {
  const time = columnTime(at);
  const { no: partnerNo } = await db
    .selectFrom('partner')
    .select('no')
    .where('id', '=', partnerId)
    .executeTakeFirstOrThrow();
  const inserted = await db
    .insertInto('feed')
    .values({
      partner_no: partnerNo,
      id: `${partnerId}.${feed.code}`,
      code: feed.code,
      name: feed.name,
      document_type: feed.format.documentType,
      state: 'active',
      file_pattern: feed.filePattern,
      unknown_members: feed.unknownMembers,
      bundle_id: 0,
      created_at: time,
      updated_at: time,
    })
    .executeTakeFirstOrThrow();
  const feedNo = Number(inserted.insertId);
  const written = await db
    .insertInto('bundle')
    .values({
      feed_no: feedNo,
      version: 1,
      sha256: bundle.sha256,
      rule_version: bundle.ruleVersion,
      format: JSON.stringify(feed.format),
      rules: feed.rules === null ? null : JSON.stringify(feed.rules),
      created_at: time,
      created_by: bundle.by ?? null,
      reason: bundle.reason ?? null,
    })
    .executeTakeFirstOrThrow();
  await db
    .updateTable('feed')
    .set({ bundle_id: Number(written.insertId) })
    .where('no', '=', feedNo)
    .execute();
  if (feed.rules === null) return;
  await insertRuleVersion({ db }, feedNo, {
    version: 1,
    label: bundle.ruleVersion,
    document: feed.rules as unknown as RuleSetDocument,
    basedOn: null,
    createdAt: time,
    createdBy: bundle.by ?? null,
    notes: bundle.reason ?? null,
  });
}

function feedRows({ db }: Pick<Session, 'db'>) {
  return db
    .selectFrom('feed')
    .innerJoin('partner', 'partner.no', 'feed.partner_no')
    .selectAll('feed')
    .select(['partner.id as partner', 'partner.state as partner_state']);
}

function configRows(session: Pick<Session, 'db'>) {
  return feedRows(session)
    .innerJoin('bundle', 'bundle.id', 'feed.bundle_id')
    .select([
      'bundle.feed_no',
      'bundle.version',
      'bundle.sha256',
      'bundle.rule_version',
      'bundle.format',
      'bundle.rules',
    ]);
}

async function bundleById({ db }: Pick<Session, 'db'>, id: number): Promise<Bundle | null> {
  const row = await db.selectFrom('bundle').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : bundleOf(row);
}

type BundleRow = Omit<Selectable<BundleTable>, 'created_at' | 'created_by' | 'reason'>;

export function bundleOf(row: BundleRow): Bundle {
  return {
    id: row.id,
    feedNo: row.feed_no,
    version: row.version,
    sha256: row.sha256,
    ruleVersion: row.rule_version,
    format: JSON.parse(row.format) as FeedFormat,
    rules: row.rules === null ? null : (JSON.parse(row.rules) as RuleSetDocument),
  };
}

function contractBundle({ version, sha256, ruleVersion, format, rules }: Bundle): Feed['bundle'] {
  return {
    version,
    sha256,
    ruleVersion,
    format: format as Feed['bundle']['format'],
    rules: rules === null ? null : { ...rules },
  };
}

type FeedRow = Selectable<FeedTable> & { partner: string; partner_state: string };

function headOf(row: FeedRow): Omit<Feed, 'bundle'> {
  return {
    id: row.id,
    partner: row.partner,
    code: row.code,
    name: row.name,
    documentType: row.document_type as Feed['documentType'],
    state: row.state as Feed['state'],
    filePattern: row.file_pattern,
    unknownMembers: row.unknown_members as Feed['unknownMembers'],
    expectation: expectationOf(row.expectation),
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}

function configOf(row: FeedRow & Omit<BundleRow, 'id'>): FeedConfig {
  return {
    feedNo: row.no,
    partnerNo: row.partner_no,
    id: row.id,
    partner: row.partner,
    code: row.code,
    partnerState: row.partner_state,
    state: row.state as Feed['state'],
    filePattern: row.file_pattern,
    unknownMembers: row.unknown_members as Feed['unknownMembers'],
    expectation: expectationOf(row.expectation),
    bundle: bundleOf({ ...row, id: row.bundle_id }),
  };
}
