import type { RuleSet, TrialKind } from '@waybill/contracts';
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
    list: async ({ partner, onTrial = false, ...page }) => {
      let query = setRows(session);
      if (onTrial) query = query.where('change_trial.no', 'is not', null);
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
    .innerJoin('rule_version as latest', (join) =>
      join.onRef('latest.feed_no', '=', 'feed.no').on('latest.version', '=', (eb) =>
        eb
          .selectFrom('rule_version as newest')
          .select((newest) => newest.fn.max('newest.version').as('version'))
          .whereRef('newest.feed_no', '=', 'feed.no'),
      ),
    )
    .leftJoin('change_trial', 'change_trial.running_feed_no', 'feed.no')
    .leftJoin('change_request', 'change_request.no', 'change_trial.request_no')
    .leftJoin('rule_version as tried', (join) =>
      join
        .onRef('tried.feed_no', '=', 'change_request.feed_no')
        .onRef('tried.version', '=', 'change_request.version'),
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
      'latest.version as latest_version',
      'latest.label as latest_label',
      'latest.sha256 as latest_sha256',
      'change_trial.how',
      'change_request.id as change_request',
      'tried.version as tried_version',
      'tried.label as tried_label',
      'tried.sha256 as tried_sha256',
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
    latest: {
      version: row.latest_version,
      ruleVersion: row.latest_label,
      sha256: row.latest_sha256,
    },
    trial: trialOf(row),
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

function trialOf(row: SetRow): RuleSet['trial'] {
  const { change_request: changeRequest, how, tried_version: version } = row;
  const { tried_label: ruleVersion, tried_sha256: sha256 } = row;
  if (changeRequest === null || version === null || ruleVersion === null || sha256 === null)
    return null;
  return { version, ruleVersion, sha256, how: how as TrialKind, changeRequest };
}
