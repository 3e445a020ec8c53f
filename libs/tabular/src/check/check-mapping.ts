import { canonicalFields, type CanonicalField } from '../canonical-record.ts';
import type { Column, ColumnType, FeedFormat, FieldMapping, ValueMap } from '../feed-format.ts';
import { isForbiddenName } from '../header/forbidden-names.ts';
import { isFlaw } from '../read/cell-flaw.ts';
import { literalParser } from '../read/field-reader.ts';
import { slotsOf } from '../read/slots.ts';
import type { Findings } from './format-finding.ts';

/** Column types whose cells can become a field of the type. */
const sources: Record<ColumnType, readonly ColumnType[]> = {
  text: ['text', 'integer', 'decimal', 'date', 'timestamp', 'boolean'],
  integer: ['integer'],
  decimal: ['decimal', 'integer'],
  date: ['date', 'timestamp'],
  timestamp: ['timestamp'],
  boolean: ['boolean'],
};

const ownName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

export function checkMapping(format: FeedFormat, findings: Findings): void {
  const { mapping } = format;
  const seen = new Set<string>();
  mapping.fields.forEach((entry, index) => {
    const place = findings.at('fields', index);
    if (!ownName.test(entry.field) || isForbiddenName(entry.field))
      place
        .at('field')
        .add(
          'name-forbidden',
          'A field name is up to 64 letters, digits and underscores and not reserved.',
        );
    if (seen.has(entry.field))
      place.at('field').add('name-twice', `“${entry.field}” is mapped already.`);
    seen.add(entry.field);
    checkSource(entry, format, place);
  });
  checkPresence(format, seen, findings);
  checkKey(format, seen, findings.at('transactionKey'));
}

export function checkValueMaps(valueMaps: readonly ValueMap[], findings: Findings): void {
  valueMaps.forEach(({ name }, index) => {
    if (valueMaps.findIndex((other) => other.name === name) !== index)
      findings.at(index, 'name').add('name-twice', `“${name}” names another value map already.`);
  });
}

function checkSource(entry: FieldMapping, format: FeedFormat, findings: Findings): void {
  const { column: name, constant, valueMap } = entry;
  if ((name === undefined) === (constant === undefined))
    findings.add('source-unclear', 'A field is filled from either a column or a constant.');
  const column = format.layout.columns.find((candidate) => candidate.name === name);
  if (name !== undefined && column === undefined)
    findings.at('column').add('column-unknown', `The layout has no column “${name}”.`);
  const map = format.valueMaps.find((candidate) => candidate.name === valueMap);
  if (valueMap !== undefined && map === undefined)
    findings.at('valueMap').add('value-map-unknown', `There is no value map “${valueMap}”.`);
  if (valueMap !== undefined && constant !== undefined)
    findings.at('valueMap').add('source-unclear', 'A constant is not translated.');
  const field = slotsOf(format).find((candidate) => candidate.name === entry.field);
  if (field === undefined) return;
  if (column !== undefined && valueMap === undefined) checkTypes(field, column, findings);
  checkLiteral(field, constant, findings.at('constant'));
  checkLiteral(field, entry.default, findings.at('default'));
  if (map === undefined) return;
  for (const target of [...Object.values(map.entries), map.otherwise])
    checkLiteral(field, target, findings.at('valueMap'));
}

function checkTypes(field: CanonicalField, column: Column, findings: Findings): void {
  if (sources[field.type].includes(column.type)) return;
  const message = `Column “${column.name}” is ${column.type}, but ${field.name} needs ${sources[field.type].join(' or ')}.`;
  findings.at('column').add('type-clash', message);
}

function checkLiteral(field: CanonicalField, text: string | undefined, findings: Findings): void {
  if (text === undefined || text === '') return;
  const value = literalParser(field)(text);
  if (isFlaw(value))
    findings.add('value-unusable', `“${text}” is no ${field.name}: expected ${value.expected}.`);
}

function checkPresence(format: FeedFormat, mapped: ReadonlySet<string>, findings: Findings): void {
  const derived = format.mapping.transactionKey.kind === 'derived';
  for (const { name, required } of canonicalFields[format.documentType]) {
    if (!required || mapped.has(name) || (derived && name === 'txnId')) continue;
    findings.at('fields').add('field-missing', `A ${format.documentType} feed maps ${name}.`);
  }
}

function checkKey(format: FeedFormat, mapped: ReadonlySet<string>, findings: Findings): void {
  const key = format.mapping.transactionKey;
  if (key.kind === 'column') return;
  if (format.documentType !== 'purchase')
    findings.add('key-unusable', 'Only purchases have a transaction id.');
  if (mapped.has('txnId'))
    findings.add('key-unusable', 'A transaction id is either derived or mapped, not both.');
  if (key.columns.length === 0)
    findings.at('columns').add('key-unusable', 'A derived id needs the columns it is made of.');
  key.columns.forEach((name, index) => {
    const place = findings.at('columns', index);
    if (!format.layout.columns.some((column) => column.name === name))
      place.add('column-unknown', `The layout has no column “${name}”.`);
    else if (key.columns.indexOf(name) !== index)
      place.add('name-twice', `“${name}” is named already.`);
  });
}
