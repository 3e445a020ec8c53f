import type { Page, RuleVersion, RuleVersionHead } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import { columnTime, instant } from '../column-time.ts';
import type { NewRuleVersion } from '../nouns/rule-sets.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import { rulesDigest } from '../rules-digest.ts';
import type { Session } from '../session.ts';

const newest: ListOrder = {
  list: 'rule-versions',
  columns: [{ column: 'rule_version.version', part: 'integer', direction: 'desc' }],
};

/** To be called with the feed locked. */
export async function freezeRules(
  session: Session,
  feedId: string,
  { document, basedOn, by, notes }: NewRuleVersion,
  at: Date,
): Promise<RuleVersion> {
  const { no, last } = await session.db
    .selectFrom('feed')
    .leftJoin('rule_version', 'rule_version.feed_no', 'feed.no')
    .select((eb) => ['feed.no', eb.fn.max('rule_version.version').as('last')])
    .where('feed.id', '=', feedId)
    .groupBy('feed.no')
    .executeTakeFirstOrThrow();
  const version = Number(last ?? 0) + 1;
  const label = `${document.name}@${String(version)}`;
  const facts = { basedOn, createdAt: columnTime(at), createdBy: by, notes };
  await insertRuleVersion(session, no, { version, label, document, ...facts });
  const frozen = await ruleVersionOf(session, feedId, { version });
  if (frozen === null) throw new Error(`Version ${label} of ${feedId} cannot be read back`);
  return frozen;
}

interface WrittenVersion {
  version: number;
  label: string;
  document: RuleSetDocument;
  basedOn: number | null;
  /** As in its column. */
  createdAt: string;
  createdBy: string | null;
  notes: string | null;
}

export async function insertRuleVersion(
  { db }: Pick<Session, 'db'>,
  feedNo: number,
  { version, label, document, ...facts }: WrittenVersion,
): Promise<void> {
  await db
    .insertInto('rule_version')
    .values({
      feed_no: feedNo,
      version,
      label,
      sha256: rulesDigest(document),
      document: JSON.stringify(document),
      based_on: facts.basedOn,
      created_at: facts.createdAt,
      created_by: facts.createdBy,
      notes: facts.notes,
    })
    .execute();
}

export async function ruleVersionPage(
  session: Session,
  feedId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<RuleVersionHead>> {
  const rows = await paged(headRows(session, feedId), newest, page).execute();
  return pageOf(rows, page.limit, newest.list, ({ version }) => [version], headOf);
}

export async function ruleVersionOf(
  session: Session,
  feedId: string,
  of: { version: number } | { label: string },
): Promise<RuleVersion | null> {
  const rows = headRows(session, feedId).select('rule_version.document');
  const named =
    'version' in of
      ? rows.where('rule_version.version', '=', of.version)
      : rows.where('rule_version.label', '=', of.label);
  const row = await named.executeTakeFirst();
  if (row === undefined) return null;
  return { ...headOf(row), document: JSON.parse(row.document) as RuleVersion['document'] };
}

/** The document may be large, so it is not among them. */
function headRows({ db }: Session, feedId: string) {
  return db
    .selectFrom('rule_version')
    .innerJoin('feed', 'feed.no', 'rule_version.feed_no')
    .innerJoin('bundle', 'bundle.id', 'feed.bundle_id')
    .select([
      'feed.id as feed',
      'bundle.rule_version as active_label',
      'rule_version.version',
      'rule_version.label',
      'rule_version.sha256',
      'rule_version.based_on',
      'rule_version.created_at',
      'rule_version.created_by',
      'rule_version.notes',
    ])
    .where('feed.id', '=', feedId);
}

type HeadRow = Awaited<ReturnType<ReturnType<typeof headRows>['execute']>>[number];

function headOf(row: HeadRow): RuleVersionHead {
  return {
    ruleSet: row.feed,
    version: row.version,
    ruleVersion: row.label,
    sha256: row.sha256,
    basedOn: row.based_on,
    active: row.label === row.active_label,
    createdAt: instant(row.created_at),
    createdBy: row.created_by,
    notes: row.notes,
  };
}

/** Each set of rules that the feeds had before there were versions of rules, under the number by which it was called. */
export async function fillRuleVersions(session: Session): Promise<void> {
  const { db } = session;
  const bundles = await db
    .selectFrom('bundle')
    .selectAll()
    .where('rules', 'is not', null)
    .orderBy('feed_no')
    .orderBy('version')
    .execute();
  const known = await db.selectFrom('rule_version').select(['feed_no', 'label']).execute();
  const filled = new Set(known.map((row) => `${String(row.feed_no)} ${row.label}`));
  for (const { feed_no, rule_version: label, rules, ...bundle } of bundles) {
    const key = `${String(feed_no)} ${label}`;
    if (filled.has(key) || rules === null) continue;
    filled.add(key);
    await insertRuleVersion(session, feed_no, {
      version: Number(/@(\d+)$/.exec(label)?.[1] ?? bundle.version),
      label,
      document: JSON.parse(rules) as RuleSetDocument,
      basedOn: null,
      createdAt: bundle.created_at,
      createdBy: bundle.created_by,
      notes: bundle.reason,
    });
  }
}
