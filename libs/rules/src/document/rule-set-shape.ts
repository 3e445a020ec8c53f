import { documentLimits as limits } from './document-limits.ts';
import type {
  DecisionTable,
  DerivedField,
  ExpiryRule,
  InputDeclaration,
  Outcome,
  Rule,
  RuleSetDocument,
  TableColumn,
  TableRow,
  ValueMap,
} from './rule-set-document.ts';
import { factNames, ruleSetSchemaUrl } from './rule-set-document.ts';
import type { Reader } from './shape.ts';
import {
  entriesOf,
  flag,
  listOf,
  maybe,
  objectOf,
  oneOf,
  required,
  textOf,
  variantOf,
  wholeNumber,
} from './shape.ts';
import { testCase } from './test-case-shape.ts';
import { clauseId, day, expression, fieldName, sentence } from './text-shapes.ts';

const valueType = oneOf(['text', 'integer', 'decimal', 'date', 'timestamp', 'boolean']);
const scale = wholeNumber(0, 9);

const expiry = objectOf<ExpiryRule>('ExpiryRule', {
  months: required(wholeNumber(0, limits.expiryMonthsMax)),
  endOf: maybe(oneOf(['day', 'month', 'year'])),
});

type OutcomeOf<K extends Outcome['do']> = Extract<Outcome, { do: K }>;

/** One entry per outcome: what it is made of. */
const outcome = variantOf<Outcome, 'do'>(
  'Outcome',
  'do',
  {
    reject: objectOf<OutcomeOf<'reject'>>('RejectOutcome', {
      do: required(oneOf(['reject'])),
      message: required(sentence),
    }),
    warn: objectOf<OutcomeOf<'warn'>>('WarnOutcome', {
      do: required(oneOf(['warn'])),
      message: required(sentence),
    }),
    skip: objectOf<OutcomeOf<'skip'>>('SkipOutcome', {
      do: required(oneOf(['skip'])),
      reason: required(sentence),
    }),
    set: objectOf<OutcomeOf<'set'>>('SetOutcome', {
      do: required(oneOf(['set'])),
      field: required(fieldName),
      value: required(expression),
    }),
    accrue: objectOf<OutcomeOf<'accrue'>>('AccrueOutcome', {
      do: required(oneOf(['accrue'])),
      points: required(expression),
      expires: maybe(expiry),
    }),
    reverse: objectOf<OutcomeOf<'reverse'>>('ReverseOutcome', {
      do: required(oneOf(['reverse'])),
      points: maybe(expression),
    }),
  },
  'An outcome',
);

const consequences = required(listOf(outcome, limits.outcomesMax, 1));
const period = { effectiveFrom: maybe(day), effectiveTo: maybe(day) };

const table = objectOf<DecisionTable>('DecisionTable', {
  id: required(clauseId),
  title: maybe(sentence),
  hitPolicy: required(oneOf(['first', 'unique', 'collect', 'priority'])),
  columns: required(
    listOf(
      objectOf<TableColumn>('TableColumn', { input: required(fieldName) }),
      limits.columnsMax,
      1,
    ),
  ),
  rows: required(
    listOf(
      objectOf<TableRow>('TableRow', {
        id: required(clauseId),
        title: maybe(sentence),
        when: required(listOf(expression, limits.columnsMax)),
        priority: maybe(wholeNumber(-1_000_000, 1_000_000)),
        then: consequences,
        ...period,
      }),
      limits.rowsMax,
    ),
  ),
});

const rule = objectOf<Rule>('Rule', {
  id: required(clauseId),
  title: maybe(sentence),
  when: required(expression),
  then: consequences,
  ...period,
});

/** The shape of a whole document; what the parts mean to each other is the checker's. */
export const ruleSetShape: Reader<RuleSetDocument> = objectOf<RuleSetDocument>('RuleSetDocument', {
  $schema: required(oneOf([ruleSetSchemaUrl])),
  name: required(clauseId),
  description: maybe(textOf(4_000)),
  inputs: required(
    listOf(
      objectOf<InputDeclaration>('InputDeclaration', {
        name: required(fieldName),
        type: required(valueType),
        fact: maybe(oneOf(factNames)),
        scale: maybe(scale),
        optional: maybe(flag),
      }),
      limits.inputsMax,
      1,
    ),
  ),
  dateInput: maybe(fieldName),
  pointsMax: maybe(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  valueMaps: maybe(
    listOf(
      objectOf<ValueMap>('ValueMap', {
        name: required(fieldName),
        type: required(valueType),
        scale: maybe(scale),
        entries: required(entriesOf(textOf(limits.messageLengthMax), limits.mapEntriesMax)),
      }),
      limits.valueMapsMax,
    ),
  ),
  derived: maybe(
    listOf(
      objectOf<DerivedField>('DerivedField', {
        name: required(fieldName),
        expression: required(expression),
      }),
      limits.derivedMax,
    ),
  ),
  tables: maybe(listOf(table, limits.tablesMax)),
  rules: maybe(listOf(rule, limits.rulesMax)),
  tests: maybe(listOf(testCase, limits.testsMax)),
});
