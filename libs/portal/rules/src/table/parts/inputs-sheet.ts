import { factNames } from '@waybill/rules';
import type { FactName, InputDeclaration, RuleSetDocument, Slot } from '@waybill/rules';
import { inputOf } from '../../workspace/templates/purchase-parts.ts';
import { freeName } from '../sheet/sheet.ts';
import type { Sheet, SheetColumn } from '../sheet/sheet.ts';
import { fault, faultOfName, withOptional } from './written.ts';

type InputColumn = SheetColumn<InputDeclaration>;

const factWords: Readonly<Record<FactName, string>> = {
  balance: 'points of the member so far',
  accruedThisMonth: 'points of the member this month',
  accruedThisYear: 'points of the member this year',
};

/** The fields of the feed and the facts about the member that the rules read. */
export function inputsSheet(
  { inputs }: RuleSetDocument,
  slots: readonly Slot[],
): Sheet<InputDeclaration> {
  return {
    place: '/inputs',
    label: 'Inputs',
    noun: 'field',
    rows: inputs,
    columns: [sourceColumn(inputs, slots), nameColumn, typeColumn, optionalColumn],
    keyOf: ({ name }) => name,
    clauseOf: () => null,
    put: (document, rows) => (rows.length === 0 ? document : { ...document, inputs: rows }),
    blank: (rows) => {
      const unused = slots.find(({ name }) => !rows.some((row) => row.name === name));
      return inputOf(unused?.name ?? 'amount', slots);
    },
    copy: (row) => row,
  };
}

function sourceColumn(inputs: readonly InputDeclaration[], slots: readonly Slot[]): InputColumn {
  const fields = slots.map(({ name }) => ({ value: name, label: name }));
  const facts = factNames.map((name) => ({ value: `fact ${name}`, label: factWords[name] }));
  return {
    id: 'source',
    label: 'Field of the feed, or fact',
    width: 16,
    kind: 'choice',
    choices: [...fields, ...facts],
    read: ({ name, fact }) => (fact === undefined ? name : `fact ${fact}`),
    show: ({ name, fact }) => (fact === undefined ? name : factWords[fact]),
    write: (row, text) => {
      const fact = factNames.find((each) => text === `fact ${each}`);
      if (fact === undefined)
        return slots.some(({ name }) => name === text)
          ? { row: inputOf(text, slots) }
          : fault(`The feed has no field ${text}.`);
      return row.fact === fact
        ? { row }
        : { row: { name: freeFact(fact, inputs), type: 'integer', fact } };
    },
    isAt: (place) => ['', 'fact', 'type', 'scale'].includes(place),
  };
}

const nameColumn: InputColumn = {
  id: 'name',
  label: 'Name in the rules',
  width: 12,
  kind: 'text',
  read: ({ name }) => name,
  write: (row, text) => {
    if (row.fact === undefined) return fault('A field has the name that it has in the feed.');
    const wrong = faultOfName(text.trim());
    return wrong === null ? { row: { ...row, name: text.trim() } } : fault(wrong);
  },
};

const typeColumn: InputColumn = {
  id: 'typed',
  label: 'Type',
  width: 10,
  kind: 'text',
  read: ({ type, scale }) => (scale === undefined ? type : `${type}, ${String(scale)} digits`),
  write: () => fault('The type is that of the field in the feed.'),
  isAt: () => false,
};

const optionalColumn: InputColumn = {
  id: 'optional',
  label: 'May be missing',
  width: 9,
  kind: 'choice',
  choices: [
    { value: 'no', label: 'no' },
    { value: 'yes', label: 'yes' },
  ],
  read: ({ optional }) => (optional === true ? 'yes' : 'no'),
  write: (row, text) => {
    if (text === 'no' || text === '') return { row: withOptional(row, 'optional', undefined) };
    if (row.fact !== undefined) return fault('A fact is never missing.');
    return text === 'yes' ? { row: { ...row, optional: true } } : fault('Yes or no.');
  },
};

function freeFact(fact: FactName, inputs: readonly InputDeclaration[]): string {
  const name = fact === 'balance' ? 'pointsBefore' : fact;
  const taken = inputs.map((input) => input.name);
  return freeName(name, taken, '');
}
