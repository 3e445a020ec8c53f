import type { operations, ResponseOf } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import { editorSchema } from '@waybill/rules';
import type { FeedStore } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { slotsOf } from '../../check-rules.ts';

type Operation = typeof operations.getRuleEditorSchema;

export interface GetRuleEditorSchemaFailure {
  code: 'not-found';
  what: string;
}

/** The schema that the portal's own editor completes rules by. */
export async function getRuleEditorSchema(
  { params: { ruleSetId: id }, caller }: Asked<Operation>,
  { feeds }: { feeds: Pick<FeedStore, 'find'> },
): Promise<Result<ResponseOf<Operation>, GetRuleEditorSchemaFailure>> {
  const feed = await feeds.find(id, caller.partner);
  if (!feed?.bundle.rules) return failure({ code: 'not-found', what: `rule set ${id}` });
  const format = feed.bundle.format as FeedFormat;
  const schema = editorSchema(slotsOf(format), { valueMaps: format.valueMaps });
  return success(schema as ResponseOf<Operation>);
}
