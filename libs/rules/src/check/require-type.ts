import type { Checked } from './checked.ts';
import type { ExpressionType } from './expression-type.ts';
import { describe } from './expression-type.ts';
import type { Report } from './scope.ts';

/** True when the value cannot be missing; otherwise reports how to guard it. */
export function requirePresent(node: Checked, report: Report): boolean {
  if (!node.type.optional) return true;
  const name = node.fieldName;
  const message =
    node.type.base === 'null'
      ? 'null is not a value to compute with. Compare with == null, or use has(…).'
      : name === undefined
        ? 'This value may be missing. Give a default with coalesce(…, default).'
        : `${name} may be missing. Guard it with has(${name}) && …, or give a default with coalesce(${name}, default).`;
  report('rule-may-be-missing', node, message);
  return false;
}

/** True when the node has the base and cannot be missing; otherwise reports. `whose` opens the sentence. */
export function requireBase(
  node: Checked,
  base: ExpressionType['base'],
  whose: string,
  report: Report,
): boolean {
  if (node.type.base === base) return requirePresent(node, report);
  if (node.type.base === 'null') return requirePresent(node, report);
  report('rule-type', node, `${whose} must be ${wording[base]}; this is ${describe(node.type)}.`);
  return false;
}

const wording: Readonly<Record<ExpressionType['base'], string>> = {
  text: 'a text',
  number: 'a number',
  date: 'a date',
  timestamp: 'a timestamp',
  boolean: 'true or false',
  null: 'null',
};
