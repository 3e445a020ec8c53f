import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { pointerTo } from '../diagnostic.ts';
import { parseDate, parseTimestamp } from '../evaluate/calendar.ts';
import { powerOfTen } from '../evaluate/exact-arithmetic.ts';
import type { Value } from '../value.ts';
import { isFreeName } from './check-inputs.ts';
import type { ExpressionType } from './expression-type.ts';
import { describe, typeOf } from './expression-type.ts';
import type { Findings, Scope } from './scope.ts';

/** Types the entries of every value map and puts the maps in scope. */
export function checkValueMaps(document: RuleSetDocument, scope: Scope, findings: Findings): void {
  for (const [index, map] of (document.valueMaps ?? []).entries()) {
    const pointer = `/valueMaps/${index}`;
    if (!isFreeName(map.name, pointerTo(pointer, 'name'), scope, findings)) continue;
    const type = typeOf(map);
    const entries = new Map<string, Value>();
    for (const [key, written] of Object.entries(map.entries)) {
      const value = readWritten(written, type);
      const at = pointerTo(pointerTo(pointer, 'entries'), key);
      if (value === undefined)
        findings.error('rule-type', at, `"${written}" is not ${describe(type)}.`);
      else entries.set(key, value);
    }
    scope.addMap({ name: map.name, type, entries });
  }
}

/** A value written as text, in its canonical form; undefined when it is not of the type. */
function readWritten(written: string, type: ExpressionType): Value | undefined {
  if (type.base === 'text') return written;
  if (type.base === 'date') return parseDate(written);
  if (type.base === 'timestamp') return parseTimestamp(written);
  if (type.base === 'boolean')
    return written === 'true' || written === 'false' ? written === 'true' : undefined;
  return readDecimal(written, type.scale);
}

function readDecimal(written: string, scale: number): number | undefined {
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,16}))?$/.exec(written);
  if (match === null) return undefined;
  const digits = (match[3] ?? '').replace(/0+$/, '');
  if (digits.length > scale) return undefined;
  const value = Number((match[2] ?? '') + digits) * powerOfTen(scale - digits.length);
  if (!Number.isSafeInteger(value)) return undefined;
  return match[1] === '-' ? 0 - value : value;
}
