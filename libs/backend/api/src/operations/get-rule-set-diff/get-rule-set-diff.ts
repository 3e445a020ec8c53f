import type { operations, ProblemDetail, ResponseOf } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import { diffRuleSets, parseRuleSet } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';
import type { RuleSetStore } from '@waybill/store';
import { errorsOf } from '../../check-rules.ts';

type Operation = typeof operations.getRuleSetDiff;

export type GetRuleSetDiffFailure =
  { code: 'not-found'; what: string } | { code: 'rules-invalid'; errors: readonly ProblemDetail[] };

export interface GetRuleSetDiffPorts {
  ruleSets: Pick<RuleSetStore, 'find' | 'draft' | 'version'>;
}

/** What is different in what two sides say, not in how they are written. */
export async function getRuleSetDiff(
  { params: { ruleSetId: id }, query }: Asked<Operation>,
  { ruleSets }: GetRuleSetDiffPorts,
): Promise<Result<ResponseOf<Operation>, GetRuleSetDiffFailure>> {
  const from = await sideOf(ruleSets, id, query.from);
  if (!from.ok) return from;
  const to = await sideOf(ruleSets, id, query.to);
  if (!to.ok) return to;
  const [before, after] = [from.value, to.value];
  return success({
    from: { ...before, document: { ...before.document } },
    to: { ...after, document: { ...after.document } },
    changes: diffRuleSets(before.document, after.document).map((change) => ({ ...change })),
  });
}

async function sideOf(
  ruleSets: GetRuleSetDiffPorts['ruleSets'],
  id: string,
  side: number | 'draft' | 'active',
): Promise<Result<{ name: string; document: RuleSetDocument }, GetRuleSetDiffFailure>> {
  if (side === 'draft') return draftOf(ruleSets, id);
  const number = side === 'active' ? (await ruleSets.find(id))?.active.version : side;
  const version = number === undefined ? null : await ruleSets.version(id, number);
  if (!version) return failure({ code: 'not-found', what: `version ${String(side)} of ${id}` });
  const document = version.document as unknown as RuleSetDocument;
  return success({ name: version.ruleVersion, document });
}

async function draftOf(
  ruleSets: Pick<RuleSetStore, 'draft'>,
  id: string,
): Promise<Result<{ name: string; document: RuleSetDocument }, GetRuleSetDiffFailure>> {
  const draft = await ruleSets.draft(id);
  if (!draft) return failure({ code: 'not-found', what: `draft of ${id}` });
  const parsed = parseRuleSet(draft.text);
  return parsed.ok
    ? success({ name: 'draft', document: parsed.document })
    : failure({ code: 'rules-invalid', errors: errorsOf(parsed.diagnostics, '') });
}
