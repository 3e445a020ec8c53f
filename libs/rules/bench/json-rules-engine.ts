import { Engine } from 'json-rules-engine';
import type { Purchase } from './purchases.ts';
import type { Condition } from './twenty-for-others.ts';
import { twentyForOthers } from './twenty-for-others.ts';

const operators = {
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  in: 'in',
} as const;

/** The twenty rules in json-rules-engine. Rows are evaluated one after another: its engine is not safe to run concurrently. */
export function jsonRulesEngine(): (rows: readonly Purchase[]) => Promise<number> {
  const engine = new Engine();
  for (const [index, { all }] of twentyForOthers.entries())
    engine.addRule({ conditions: { all: all.map(asFact) }, event: { type: String(index) } });
  return async (rows) => {
    let sum = 0;
    for (const row of rows) {
      const { events } = await engine.run({ ...row });
      for (const { type } of events) sum += twentyForOthers[Number(type)]?.points(row) ?? 0;
    }
    return sum;
  };
}

function asFact({ field, operator, values }: Condition) {
  const value = operator === 'in' ? values : values[0];
  return { fact: field, operator: operators[operator], value };
}
