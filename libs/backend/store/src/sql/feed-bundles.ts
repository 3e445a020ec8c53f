import type { FeedBundle, FeedBundleHead, Page } from '@waybill/contracts';
import { columnTime, instant } from '../column-time.ts';
import type { NewBundle } from '../nouns/feeds.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';

const newest: ListOrder = {
  list: 'feed-bundles',
  columns: [{ column: 'bundle.version', part: 'integer', direction: 'desc' }],
};

export async function addBundle(
  session: Session,
  feedId: string,
  bundle: NewBundle,
  at: Date,
): Promise<number> {
  const { db, dialect } = session;
  const { no: feedNo } = await dialect
    .forUpdate(db.selectFrom('feed').select('no').where('id', '=', feedId))
    .executeTakeFirstOrThrow();
  const { id, version } = await insertBundle(session, feedNo, bundle, at);
  await db
    .updateTable('feed')
    .set({ bundle_id: id, updated_at: columnTime(at) })
    .where('no', '=', feedNo)
    .execute();
  return version;
}

/** The next version, not active. To be called with the feed locked. */
export async function insertBundle(
  { db }: Session,
  feedNo: number,
  bundle: NewBundle,
  at: Date,
): Promise<{ id: number; version: number }> {
  const { last } = await db
    .selectFrom('bundle')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('feed_no', '=', feedNo)
    .executeTakeFirstOrThrow();
  const version = last + 1;
  const written = await db
    .insertInto('bundle')
    .values({
      feed_no: feedNo,
      version,
      sha256: bundle.sha256,
      rule_version: bundle.ruleVersion,
      format: JSON.stringify(bundle.format),
      rules: bundle.rules === null ? null : JSON.stringify(bundle.rules),
      created_at: columnTime(at),
      created_by: bundle.by,
      reason: bundle.reason,
    })
    .executeTakeFirstOrThrow();
  return { id: Number(written.insertId), version };
}

export async function bundlePage(
  session: Session,
  feedId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<FeedBundleHead>> {
  const rows = await paged(headRows(session, feedId), newest, page).execute();
  return pageOf(rows, page.limit, newest.list, ({ version }) => [version], headOf);
}

export async function bundleVersion(
  session: Session,
  feedId: string,
  version: number,
): Promise<FeedBundle | null> {
  const row = await headRows(session, feedId)
    .select(['bundle.format', 'bundle.rules'])
    .where('bundle.version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...headOf(row),
    format: JSON.parse(row.format) as FeedBundle['format'],
    rules: row.rules === null ? null : (JSON.parse(row.rules) as FeedBundle['rules']),
  };
}

/** Without the format, which may be large. */
function headRows({ db }: Session, feedId: string) {
  return db
    .selectFrom('bundle')
    .innerJoin('feed', 'feed.no', 'bundle.feed_no')
    .leftJoin('change_trial', 'change_trial.bundle_id', 'bundle.id')
    .select([
      'bundle.id',
      'change_trial.no as trial_no',
      'feed.id as feed',
      'feed.bundle_id as active',
      'bundle.version',
      'bundle.sha256',
      'bundle.rule_version',
      'bundle.created_at',
      'bundle.created_by',
      'bundle.reason',
    ])
    .where('feed.id', '=', feedId);
}

type HeadRow = Awaited<ReturnType<ReturnType<typeof headRows>['execute']>>[number];

function headOf(row: HeadRow): FeedBundleHead {
  return {
    feed: row.feed,
    version: row.version,
    sha256: row.sha256,
    ruleVersion: row.rule_version,
    active: row.id === row.active,
    trial: row.trial_no !== null,
    createdAt: instant(row.created_at),
    createdBy: row.created_by,
    reason: row.reason,
  };
}
