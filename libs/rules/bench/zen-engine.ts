import { ZenEngine } from '@gorules/zen-engine';
import type { Purchase } from './purchases.ts';
import type { Condition } from './twenty-for-others.ts';
import { twentyForOthers } from './twenty-for-others.ts';

/** So many calls at a time are its fastest: each goes to a thread of its own and back. */
const inFlight = 64;

/** The twenty rules as a decision table of zen-engine that collects the numbers of the rows that match. */
export function zenEngine(): (rows: readonly Purchase[]) => Promise<number> {
  const decision = new ZenEngine().createDecision(decisionTable());
  const pointsOf = async (row: Purchase): Promise<number> => {
    const { result } = await decision.evaluate({ ...row });
    const matched = result as { rule: number }[];
    return matched.reduce((sum, { rule }) => sum + (twentyForOthers[rule]?.points(row) ?? 0), 0);
  };
  return async (rows) => {
    let sum = 0;
    for (let at = 0; at < rows.length; at += inFlight) {
      const points = await Promise.all(rows.slice(at, at + inFlight).map(pointsOf));
      for (const each of points) sum += each;
    }
    return sum;
  };
}

function decisionTable(): object {
  const fields = [...new Set(twentyForOthers.flatMap(({ all }) => all.map(({ field }) => field)))];
  const rules = twentyForOthers.map(({ all }, index) => ({
    _id: `r${String(index)}`,
    ...Object.fromEntries(
      fields.map((field) => [
        field,
        all
          .filter((condition) => condition.field === field)
          .map(written)
          .join(' and '),
      ]),
    ),
    rule: String(index),
  }));
  const content = {
    hitPolicy: 'collect',
    inputs: fields.map((field) => ({ id: field, name: field, type: 'expression', field })),
    outputs: [{ id: 'rule', name: 'rule', type: 'expression', field: 'rule' }],
    rules,
  };
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'table', name: 't', type: 'decisionTableNode', content, position: { x: 1, y: 0 } },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
}

/** Cells test `$`, the value of their field. */
function written({ operator, values }: Condition): string {
  const texts = values.map((value) => JSON.stringify(value));
  return `$ ${operator} ${operator === 'in' ? `[${texts.join(', ')}]` : (texts[0] ?? '')}`;
}
