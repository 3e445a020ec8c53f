import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { pointerTo } from '../diagnostic.ts';
import type { Value } from '../value.ts';
import { readWritten } from '../written-value.ts';
import { isFreeName } from './check-inputs.ts';
import { describe, typeOf } from './expression-type.ts';
import type { NumberRange } from './number-range.ts';
import { anyNumber, exactly, inEither } from './number-range.ts';
import type { Findings, Scope } from './scope.ts';

/** Types the entries of every value map and puts the maps in scope. */
export function checkValueMaps(document: RuleSetDocument, scope: Scope, findings: Findings): void {
  for (const [index, map] of (document.valueMaps ?? []).entries()) {
    const pointer = `/valueMaps/${index}`;
    if (!isFreeName(map.name, pointerTo(pointer, 'name'), scope, findings)) continue;
    const type = typeOf(map);
    const entries = new Map<string, Value>();
    for (const [key, written] of Object.entries(map.entries)) {
      const value = readWritten(written, map);
      const at = pointerTo(pointerTo(pointer, 'entries'), key);
      if (value === undefined)
        findings.error('rule-type', at, `"${written}" is not ${describe(type)}.`);
      else entries.set(key, value);
    }
    scope.addMap({ name: map.name, type, range: rangeOf([...entries.values()]), entries });
  }
}

function rangeOf(values: readonly Value[]): NumberRange {
  const ranges = values.filter((value) => typeof value === 'number').map(exactly);
  const [first = anyNumber, ...others] = ranges;
  return others.reduce(inEither, first);
}
