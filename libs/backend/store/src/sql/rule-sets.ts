import type { RuleSet } from '@waybill/contracts';
import { instant } from '../column-time.ts';
import type { RuleSetStore } from '../nouns/rule-sets.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { ofPartner } from './conditions.ts';
import { ruleDraftsIn } from './rule-drafts.ts';
import { freezeRules, ruleVersionOf, ruleVersionPage } from './rule-versions.ts';

const byId: ListOrder = {
  list: 'rule-sets',
  columns: [{ column: 'feed.id', part: 'text', direction: 'asc' }],
};

export function ruleSetsIn(session: Session): RuleSetStore {
  return {
    list: async ({ partner, ...page }) => {
      let query = setRows(session);
      if (partner !== undefined) query = query.where(ofPartner('feed.partner_no', partner));
      const rows = await paged(query, byId, page).execute();
      return pageOf(rows, page.limit, byId.list, ({ id }) => [id], setOf);
    },

    find: async (id) => {
      const row = await setRows(session).where('feed.id', '=', id).executeTakeFirst();
      return row === undefined ? null : setOf(row);
    },

    versions: (id, page) => ruleVersionPage(session, id, page),
    version: (id, version) => ruleVersionOf(session, id, { version }),
    byLabel: (id, label) => ruleVersionOf(session, id, { label }),
    freeze: (id, version, at) => freezeRules(session, id, version, at),
    ...ruleDraftsIn(session),
  };
}

function setRows({ db }: Session) {
  return db
    .selectFrom('feed')
    .innerJoin('partner', 'partner.no', 'feed.partner_no')
    .innerJoin('bundle', 'bundle.id', 'feed.bundle_id')
    .innerJoin('rule_version as active', (join) =>
      join
        .onRef('active.feed_no', '=', 'feed.no')
        .onRef('active.label', '=', 'bundle.rule_version'),
    )
    .leftJoin('rule_draft', 'rule_draft.feed_no', 'feed.no')
    .select((eb) => [
      'feed.id',
      'feed.name',
      'partner.id as partner',
      'bundle.version as bundle_version',
      'active.version',
      'active.label',
      'active.sha256',
      'rule_draft.based_on',
      'rule_draft.updated_at',
      'rule_draft.updated_by',
      eb
        .selectFrom('rule_version')
        .select((all) => all.fn.countAll().as('versions'))
        .whereRef('rule_version.feed_no', '=', 'feed.no')
        .as('versions'),
      eb
        .selectFrom('rule_version as same')
        .select((same) => same.fn.max('same.version').as('version'))
        .whereRef('same.feed_no', '=', 'feed.no')
        .whereRef('same.sha256', '=', 'rule_draft.sha256')
        .as('frozen_as'),
    ]);
}

type SetRow = Awaited<ReturnType<ReturnType<typeof setRows>['execute']>>[number];

function setOf(row: SetRow): RuleSet {
  return {
    id: row.id,
    partner: row.partner,
    feedName: row.name,
    active: {
      version: row.version,
      ruleVersion: row.label,
      sha256: row.sha256,
      bundleVersion: row.bundle_version,
    },
    versions: Number(row.versions ?? 0),
    draft:
      row.updated_at === null || row.updated_by === null
        ? null
        : {
            basedOn: row.based_on,
            updatedAt: instant(row.updated_at),
            updatedBy: row.updated_by,
            frozenAs: row.frozen_as === null ? null : Number(row.frozen_as),
          },
  };
}
