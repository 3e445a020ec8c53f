import type { InputDeclaration, RuleSetDocument } from '../document/rule-set-document.ts';
import { pointerTo } from '../diagnostic.ts';
import { functions } from '../functions/function-table.ts';
import type { Slot } from '../value.ts';
import type { CheckedFact, CheckedInput } from './checked-rule-set.ts';
import { closestName } from './closest-name.ts';
import { describe, integer, optional, typeOf } from './expression-type.ts';
import type { Findings, Scope } from './scope.ts';

/** Words that CEL keeps for itself, so that a rule file stays readable by other CEL tools. */
const reservedWords: ReadonlySet<string> = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** Reports a name that is reserved, a function's, or taken. True when the name is free. */
export function isFreeName(
  name: string,
  pointer: string,
  scope: Scope,
  findings: Findings,
): boolean {
  if (reservedWords.has(name) || functions.has(name)) {
    findings.error(
      'rule-duplicate-name',
      pointer,
      `${name} is a word of the language. Choose another name.`,
    );
    return false;
  }
  if (!scope.fields.has(name) && !scope.maps.has(name)) return true;
  findings.error(
    'rule-duplicate-name',
    pointer,
    `There are two things named ${name}. Choose another name.`,
  );
  return false;
}

/** Puts every declared input in scope: fields of the feed, found among its slots, and facts about the member. */
export function checkInputs(
  document: RuleSetDocument,
  slots: readonly Slot[],
  scope: Scope,
  findings: Findings,
): { inputs: CheckedInput[]; facts: CheckedFact[] } {
  const inputs: CheckedInput[] = [];
  const facts: CheckedFact[] = [];
  for (const [index, declared] of document.inputs.entries()) {
    const pointer = `/inputs/${index}`;
    if (!isFreeName(declared.name, pointerTo(pointer, 'name'), scope, findings)) continue;
    if (declared.fact !== undefined) {
      const { name, place } = scope.add(declared.name, integer);
      facts.push({ name, fact: declared.fact, place });
      checkFact(declared, slots, pointer, findings);
      continue;
    }
    const type = declared.optional === true ? optional(typeOf(declared)) : typeOf(declared);
    const { place } = scope.add(declared.name, type);
    const slot = slots.findIndex(({ name }) => name === declared.name);
    const found = slots[slot];
    if (found === undefined) reportMissing(declared.name, pointer, slots, findings);
    else if (fitsSlot(declared, found, pointer, findings))
      inputs.push({ name: declared.name, type, slot, place });
  }
  return { inputs, facts };
}

/** A fact is always a whole number that is there, and its name must not hide a field of the feed. */
function checkFact(
  { name, type, scale, optional: mayBeMissing }: InputDeclaration,
  slots: readonly Slot[],
  pointer: string,
  findings: Findings,
): void {
  const refuse = (key: string, message: string) =>
    findings.error('rule-input', pointerTo(pointer, key), message);
  if (type !== 'integer') refuse('type', `A fact is an integer; ${name} is declared as ${type}.`);
  if (scale !== undefined) refuse('scale', `Only decimals have a scale; ${name} is an integer.`);
  if (mayBeMissing === true)
    refuse('optional', `A fact is never missing, so ${name} cannot be optional.`);
  if (slots.some((slot) => slot.name === name))
    refuse('name', `The feed has a field ${name}. Give the fact another name.`);
}

function reportMissing(
  name: string,
  pointer: string,
  slots: readonly Slot[],
  findings: Findings,
): void {
  const suggestion = closestName(
    name,
    slots.map((slot) => slot.name),
  );
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  const message = `The feed has no field ${name}.${hint}`;
  findings.error(
    'rule-input',
    pointerTo(pointer, 'name'),
    message,
    suggestion === undefined ? {} : { suggestion },
  );
}

function fitsSlot(
  declared: InputDeclaration,
  slot: Slot,
  pointer: string,
  findings: Findings,
): boolean {
  const { name, type, scale } = declared;
  if (type !== 'decimal' && scale !== undefined) {
    findings.error(
      'rule-input',
      pointerTo(pointer, 'scale'),
      `Only decimals have a scale; ${name} is of type ${type}.`,
    );
    return false;
  }
  if (type !== slot.type || (type === 'decimal' && (scale ?? 0) !== (slot.scale ?? 0))) {
    const message = `The feed's field ${name} is ${describe(typeOf(slot))}; it is declared as ${describe(typeOf(declared))}.`;
    findings.error('rule-input', pointer, message);
    return false;
  }
  if (slot.required === false && declared.optional !== true) {
    findings.warn(
      'rule-input',
      pointer,
      `Rows of this feed may lack ${name}; such a row will fail. Declare it optional to decide yourself.`,
    );
  }
  return true;
}
