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
  { db, dialect }: Session,
  feedId: string,
  bundle: NewBundle,
  at: Date,
): Promise<number> {
  const time = columnTime(at);
  const { no: feedNo } = await dialect
    .forUpdate(db.selectFrom('feed').select('no').where('id', '=', feedId))
    .executeTakeFirstOrThrow();
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
      created_at: time,
      created_by: bundle.by,
      reason: bundle.reason,
    })
    .executeTakeFirstOrThrow();
  await db
    .updateTable('feed')
    .set({ bundle_id: Number(written.insertId), updated_at: time })
    .where('no', '=', feedNo)
    .execute();
  return version;
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
    .select([
      'bundle.id',
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
    createdAt: instant(row.created_at),
    createdBy: row.created_by,
    reason: row.reason,
  };
}
