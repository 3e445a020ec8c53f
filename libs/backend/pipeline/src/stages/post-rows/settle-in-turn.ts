import type { Decision, Program, RuleSetDocument } from '@waybill/rules';
import type { MemberAccount } from '@waybill/store';
import type { CanonicalField } from '@waybill/tabular';
import type { MappedRow } from '../map-rows/mapped-row.ts';
import {
  settlePurchases,
  type DecidedRow,
  type PurchaseSettlement,
  type PurchaseTerms,
  type Standing,
} from './purchase-settlement.ts';

/** Rules that ask for facts about the member. */
export interface FactRules {
  readonly program: Program;
  /** Where the date is whose month and year count. */
  readonly dateSlot: number;
}

/** Null for rules that do not need the ledger to decide a row. */
export function factRules(
  { dateInput = 'occurredOn' }: RuleSetDocument,
  program: Program,
  slots: readonly CanonicalField[],
): FactRules | null {
  if (program.facts.length === 0) return null;
  return { program, dateSlot: slots.findIndex(({ name }) => name === dateInput) };
}

type Accounts = ReadonlyMap<string, MemberAccount>;

/** Decides and settles row by row, since what a row earns is a fact for the rows below it. `standing` has all members of the rows. */
export function settleInTurn(
  rows: readonly MappedRow[],
  rules: FactRules,
  terms: PurchaseTerms,
  standing: Standing & { readonly accounts: Accounts },
): { rows: readonly DecidedRow[]; settlement: PurchaseSettlement } {
  const decided: DecidedRow[] = [];
  function* inTurn() {
    for (const row of rows) {
      const next = { row, decision: decideWithFacts(row, rules, terms, standing.accounts) };
      decided.push(next);
      yield next;
    }
  }
  const settlement = settlePurchases(inTurn(), terms, standing);
  return { rows: decided, settlement };
}

/** Whoever is in the rows. */
export function membersOf(rows: readonly MappedRow[]): Set<string> {
  return new Set(rows.flatMap(({ memberNo }) => memberNo ?? []));
}

/** What the rules say about a row, told what its member has by now; null for a row that could not be read. */
export function decideWithFacts(
  { values, memberNo, txnId }: MappedRow,
  { program, dateSlot }: FactRules,
  { feedNo }: PurchaseTerms,
  accounts: Accounts,
): Decision | null {
  if (values === null || memberNo === null || txnId === null) return null;
  const account = accounts.get(memberNo);
  if (!account) throw new Error('The account of a member was not read');
  const day = values[dateSlot];
  const facts = account.factsBefore({ feedNo, txnId }, typeof day === 'number' ? day : null);
  return program.evaluate(
    values,
    program.facts.map((name) => facts[name]),
  );
}
