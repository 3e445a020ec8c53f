import { isImpersonal } from '@waybill/contracts';
import type { operations, ProblemDetail, ResponseOf } from '@waybill/contracts';
import { failure, mayReadPayload, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import { compileRuleSet, readRow, writeRow, writeTrace } from '@waybill/rules';
import type { FactName, RuleSetDocument } from '@waybill/rules';
import type { FeedStore, LedgerStore } from '@waybill/store';
import type { CanonicalField, FeedFormat } from '@waybill/tabular';
import { checkRules, errorsOf, slotsOf } from '../../check-rules.ts';
import {
  receivedRow,
  type ReceivedRow,
  type ReceivedRowFailure,
  type ReceivedRowPorts,
} from './received-row.ts';

type Operation = typeof operations.simulateRules;

export type SimulateRulesFailure =
  | ReceivedRowFailure
  | { code: 'not-found'; what: string }
  | { code: 'rules-invalid'; errors: readonly ProblemDetail[] };

export interface SimulateRulesPorts {
  database: ReceivedRowPorts['database'] & {
    feeds: Pick<FeedStore, 'find' | 'config'>;
    ledger: Pick<LedgerStore, 'accounts'>;
  };
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
  const { values, facts } = readRow(document, slots, given.value);
  const { program } = compiled;
  const trace = program.trace(
    values,
    program.facts.map((name) => facts[name]),
  );
  // What a member was granted is in the ledger, which everybody who may ask rules may read.
  const factInputs = new Set(document.inputs.flatMap((input) => (input.fact ? input.name : [])));
  const isShown = (name: string) =>
    body.row.kind === 'written' ||
    mayReadPayload(caller) ||
    isImpersonal(name) ||
    factInputs.has(name);
  const shown = Object.entries(given.value).map(([name, value]) => [
    name,
    isShown(name) ? value : null,
  ]);
  return success({
    row: Object.fromEntries(shown) as Record<string, string | null>,
    ...writeTrace(trace, isShown),
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
  { database, buckets }: SimulateRulesPorts,
): Promise<Result<Record<string, string | null>, ReceivedRowFailure>> {
  if (row.kind === 'written') return success(row.values);
  const place = { feed: params.ruleSetId, run: row.run, rowNo: row.rowNo };
  const received = await receivedRow({ database, buckets }, place, format, caller.partner);
  if (!received.ok) return received;
  const asksFacts = document.inputs.some(({ fact }) => fact !== undefined);
  const facts = asksFacts
    ? await factsOf(received.value, params.ruleSetId, { document, slots }, database)
    : {};
  return success({ ...writeRow(document, slots, received.value.values, facts) });
}

/** What the pipeline would tell the rules of the row if its file were replayed now. */
async function factsOf(
  { values, txnId, memberNo }: ReceivedRow,
  feedId: string,
  { document: { dateInput = 'occurredOn' }, slots }: Pick<Rules, 'document' | 'slots'>,
  { feeds, ledger }: SimulateRulesPorts['database'],
): Promise<Partial<Record<FactName, number>>> {
  const feed = await feeds.config(feedId);
  if (!feed || txnId === null || memberNo === null) return {};
  const { accounts } = await ledger.accounts(feed.partnerNo, [memberNo]);
  const day = values[slots.findIndex(({ name }) => name === dateInput)];
  const row = { feedNo: feed.feedNo, txnId };
  return accounts.get(memberNo)?.factsBefore(row, typeof day === 'number' ? day : null) ?? {};
}
