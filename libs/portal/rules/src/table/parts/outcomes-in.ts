import { parseRuleSet, ruleSetSchemaUrl } from '@waybill/rules';
import type { Outcome } from '@waybill/rules';
import { fault } from './written.ts';

/** Outcomes that were copied from another row; a fault for any other text, which would break the rule set that it came into. */
export function outcomesIn(text: string): readonly Outcome[] | ReturnType<typeof fault> {
  const then = jsonIn(text);
  if (!Array.isArray(then)) return fault('Open the cell to say what the row does.');
  const parsed = parseRuleSet(JSON.stringify({ ...around, rules: [{ ...clause, then }] }));
  if (parsed.ok) return parsed.document.rules?.[0]?.then ?? [];
  const { pointer, message } = parsed.diagnostics[0] ?? { pointer: place, message: '' };
  return fault(`What was pasted is not what a row does. ${whereIn(pointer)}${message}`);
}

/** The least that is a rule set around the outcomes, whose shape is said in one place only. */
const around = {
  $schema: ruleSetSchemaUrl,
  name: 'pasted',
  inputs: [{ name: 'occurredOn', type: 'date' }],
};
const clause = { id: 'pasted', when: 'true' };
const place = '/rules/0/then';

/** Which of the outcomes, and which part of it. */
function whereIn(pointer: string): string {
  const [index, ...parts] = pointer.slice(place.length + 1).split('/');
  if (index === undefined || index === '') return '';
  const part = parts.length > 0 ? `, ${parts.join(' ')}` : '';
  return `Outcome ${String(Number(index) + 1)}${part}: `;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
