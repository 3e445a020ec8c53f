import { ruleCodes } from '../evaluate/decision.ts';
import type { RuleCode } from '../evaluate/decision.ts';
import { documentLimits as limits } from './document-limits.ts';
import {
  entriesOf,
  listOf,
  maybe,
  objectOf,
  oneOf,
  orNull,
  required,
  textOf,
  variantOf,
  wholeNumber,
} from './shape.ts';
import type { ExpectedDecision, TestCase } from './test-case.ts';
import { clauseId, day, sentence } from './text-shapes.ts';

type Expected<K extends ExpectedDecision['outcome']> = Extract<ExpectedDecision, { outcome: K }>;

const code = maybe(oneOf(Object.keys(ruleCodes) as RuleCode[]));
const points = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const clauseLabel = textOf(limits.messageLengthMax);
const clauses = maybe(textOf(limits.clausesLengthMax));
const warnings = maybe(listOf(sentence, limits.rulesMax));

const expectation = variantOf<ExpectedDecision, 'outcome'>(
  'ExpectedDecision',
  'outcome',
  {
    accrue: objectOf<Expected<'accrue'>>('ExpectedAccrual', {
      outcome: required(oneOf(['accrue'])),
      points: maybe(points),
      expiresOn: maybe(orNull(day)),
      clauses,
      warnings,
    }),
    reverse: objectOf<Expected<'reverse'>>('ExpectedReversal', {
      outcome: required(oneOf(['reverse'])),
      points: maybe(orNull(points)),
      clauses,
      warnings,
    }),
    reject: objectOf<Expected<'reject'>>('ExpectedRejection', {
      outcome: required(oneOf(['reject'])),
      code,
      clause: maybe(clauseLabel),
      message: maybe(sentence),
      warnings,
    }),
    skip: objectOf<Expected<'skip'>>('ExpectedSkip', {
      outcome: required(oneOf(['skip'])),
      code,
      clause: maybe(orNull(clauseLabel)),
      reason: maybe(sentence),
      warnings,
    }),
    error: objectOf<Expected<'error'>>('ExpectedError', {
      outcome: required(oneOf(['error'])),
      code,
      clause: maybe(orNull(clauseLabel)),
      message: maybe(sentence),
      warnings,
    }),
  },
  'What is expected',
);

export const testCase = objectOf<TestCase>('TestCase', {
  id: required(clauseId),
  title: maybe(sentence),
  row: required(entriesOf(orNull(textOf(limits.testValueLengthMax)), limits.inputsMax)),
  expect: required(expectation),
});
