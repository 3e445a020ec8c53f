import type { operations, ProblemDetail, RuleDraft, RuleVersion } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { checkRules, errorsOf } from '../../check-rules.ts';
import { editDraft, type DraftEditFailure } from '../../edit-draft.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createRuleVersion;

export type CreateRuleVersionFailure =
  | DraftEditFailure
  | { code: 'rules-invalid'; errors: readonly ProblemDetail[] }
  | { code: 'rule-version-unchanged'; version: number };

export interface CreateRuleVersionPorts {
  database: Transactor<'feeds' | 'ruleSets' | 'audit'>;
  clock: Clock;
}

/** Freezes a draft that fits its feed. The draft stays, so that it can be seen whether it was written on since. */
export async function createRuleVersion(
  asked: Asked<Operation>,
  { database, clock }: CreateRuleVersionPorts,
): Promise<Result<RuleVersion, CreateRuleVersionFailure>> {
  const at = clock.now();
  return database.transaction((tx) =>
    editDraft(tx, asked, (draft) => freeze(tx, asked, draft, at)),
  );
}

async function freeze(
  { feeds, ruleSets, audit }: Pick<Nouns, 'feeds' | 'ruleSets' | 'audit'>,
  asked: Asked<Operation>,
  { ruleSet: id, text, sha256, basedOn }: RuleDraft,
  at: Date,
): Promise<Result<RuleVersion, CreateRuleVersionFailure>> {
  const feed = await feeds.find(id, null);
  if (!feed) throw new Error(`There is a draft and no feed ${id}`);
  const checked = checkRules(text, feed.bundle.format as FeedFormat);
  if (!checked.ok)
    return failure({ code: 'rules-invalid', errors: errorsOf(checked.diagnostics, '') });
  const [latest] = (await ruleSets.versions(id, { limit: 1 })).items;
  if (latest && latest.sha256 === sha256)
    return failure({ code: 'rule-version-unchanged', version: latest.version });
  const by = actorOf(asked.caller);
  const { notes } = asked.body;
  const frozen = await ruleSets.freeze(id, { document: checked.document, basedOn, by, notes }, at);
  await ruleSets.saveDraft(id, { text, sha256, by, basedOn: frozen.version }, at);
  const detail = { version: frozen.version, sha256: frozen.sha256, notes };
  await audit.append(deed(asked, at, 'rule-version.frozen', `rule-set:${id}`, detail));
  return success(frozen);
}
