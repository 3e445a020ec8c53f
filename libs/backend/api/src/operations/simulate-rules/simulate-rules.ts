import type { operations, ProblemDetail, ResponseOf } from '@waybill/contracts';
import { failure, mayReadPayload, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import { compileRuleSet, readRow, writeRow } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedStore } from '@waybill/store';
import type { CanonicalField, FeedFormat } from '@waybill/tabular';
import { isImpersonal } from '../../archived-row/impersonal-fields.ts';
import { checkRules, errorsOf, slotsOf } from '../../check-rules.ts';
import { receivedRow, type ReceivedRowFailure, type ReceivedRowPorts } from './received-row.ts';
import { decisionOf, stepOf } from './traced-as-text.ts';

type Operation = typeof operations.simulateRules;

export type SimulateRulesFailure =
  | ReceivedRowFailure
  | { code: 'not-found'; what: string }
  | { code: 'rules-invalid'; errors: readonly ProblemDetail[] };

export interface SimulateRulesPorts {
  database: ReceivedRowPorts['database'] & { feeds: Pick<FeedStore, 'find'> };
  buckets: ReceivedRowPorts['buckets'];
}

/** Asks rules about one row, written or received, with every step. What may name a person is given only to who may see it. */
export async function simulateRules(
  asked: Asked<Operation>,
  { database, buckets }: SimulateRulesPorts,
): Promise<Result<ResponseOf<Operation>, SimulateRulesFailure>> {
  const { params, body, caller } = asked;
  const id = params.ruleSetId;
  const feed = await database.feeds.find(id, caller.partner);
  if (!feed?.bundle.rules) return failure({ code: 'not-found', what: `rule set ${id}` });
  const format = feed.bundle.format as FeedFormat;
  const checked = checkRules(body.text, format);
  if (!checked.ok)
    return failure({ code: 'rules-invalid', errors: errorsOf(checked.diagnostics, '') });
  const { document } = checked;
  const slots = slotsOf(format);
  const given = await rowOf(asked, { document, slots, format }, { database, buckets });
  if (!given.ok) return given;
  const compiled = compileRuleSet(document, slots);
  if (!compiled.ok) throw new Error(`The rules for ${id} were sound and do not compile`);
  const { values } = readRow(document, slots, given.value);
  const { decision, steps } = compiled.program.trace(values);
  const isShown = (name: string) =>
    body.row.kind === 'written' || mayReadPayload(caller) || isImpersonal(name);
  const shown = Object.entries(given.value).map(([name, value]) => [
    name,
    isShown(name) ? value : null,
  ]);
  return success({
    row: Object.fromEntries(shown) as Record<string, string | null>,
    decision: decisionOf(decision),
    steps: steps.map((step) => stepOf(step, isShown)),
  });
}

interface Rules {
  readonly document: RuleSetDocument;
  readonly slots: readonly CanonicalField[];
  readonly format: FeedFormat;
}

async function rowOf(
  { params, body: { row }, caller }: Asked<Operation>,
  { document, slots, format }: Rules,
  ports: ReceivedRowPorts,
): Promise<Result<Record<string, string | null>, ReceivedRowFailure>> {
  if (row.kind === 'written') return success(row.values);
  const place = { feed: params.ruleSetId, run: row.run, rowNo: row.rowNo };
  const received = await receivedRow(ports, place, format, caller.partner);
  return received.ok ? success({ ...writeRow(document, slots, received.value) }) : received;
}
