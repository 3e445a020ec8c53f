import { compileRuleSet, parseRuleSet, readRow, writeTrace } from '@waybill/rules';
import type { Program, RuleSetDocument, Slot, WrittenRow } from '@waybill/rules';
import { rowFor } from '../everything.ts';
import { verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** A text of rules, and a row to ask it about: the feed's fields and the facts by their keys in `everything.ts`. */
export interface Asked {
  readonly text: string;
  readonly slots: readonly Slot[];
  readonly row: WrittenRow;
}

/** Decides rows by texts as the hub does. Remembers the last text, so that another row costs nothing but itself. */
export class RowJudge {
  private last: { text: string; slots: readonly Slot[]; rules: Rules | null } | null = null;

  /** Null while the text has errors. */
  judge({ text, slots, row }: Asked): Verdict | null {
    const isKnown = this.last?.text === text && namesOf(this.last.slots) === namesOf(slots);
    if (!isKnown) this.last = { text, slots, rules: rulesOf(text, slots) };
    const rules = this.last?.rules;
    if (!rules) return null;
    const { document, program } = rules;
    const given = rowFor(document, row);
    const { values, facts } = readRow(document, slots, given);
    const trace = program.trace(
      values,
      program.facts.map((name) => facts[name]),
    );
    return verdictOf(document, given, writeTrace(trace));
  }
}

interface Rules {
  readonly document: RuleSetDocument;
  readonly program: Program;
}

function rulesOf(text: string, slots: readonly Slot[]): Rules | null {
  const parsed = parseRuleSet(text);
  if (!parsed.ok) return null;
  const compiled = compileRuleSet(parsed.document, slots);
  return compiled.ok ? { document: parsed.document, program: compiled.program } : null;
}

/** What comes out of a message is never the same object. */
function namesOf(slots: readonly Slot[]): string {
  return JSON.stringify(slots);
}
