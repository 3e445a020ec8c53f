export { canonicalJson } from './document/canonical-json.ts';
export { parseRuleSet } from './document/parse-rule-set.ts';
export type { ParsedRuleSet } from './document/parse-rule-set.ts';
export { factNames, ruleSetSchemaUrl } from './document/rule-set-document.ts';
export type {
  DecisionTable,
  DerivedField,
  EffectivePeriod,
  ExpiryRule,
  FactName,
  HitPolicy,
  InputDeclaration,
  Outcome,
  Rule,
  RuleSetDocument,
  TableColumn,
  TableRow,
  ValueMap,
} from './document/rule-set-document.ts';
export type { ExpectedDecision, TestCase } from './document/test-case.ts';
export { diagnoseRuleSet } from './analyse/diagnose-rule-set.ts';
export { compileRuleSet } from './compile/compile-rule-set.ts';
export type { CompilationResult } from './compile/compile-rule-set.ts';
export type { Program } from './compile/program.ts';
export type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
export { ruleCodes } from './evaluate/decision.ts';
export type { Decision, EvaluationErrorCode, RuleCode } from './evaluate/decision.ts';
export type {
  ClauseStep,
  Trace,
  TraceStep,
  TracedCondition,
  TracedEffect,
  TracedValue,
} from './trace/trace.ts';
export { writeTrace } from './trace/write-trace.ts';
export type {
  WrittenDecision,
  WrittenEffect,
  WrittenStep,
  WrittenTrace,
} from './trace/write-trace.ts';
export type { JsonSchema } from './document/json-schema.ts';
export { diffRuleSets } from './diff/diff-rule-sets.ts';
export type { RuleSetChange } from './diff/rule-set-change.ts';
export { expectationOf } from './test-cases/expectation.ts';
export { runTests } from './test-cases/run-tests.ts';
export type { TestResult, TestRun } from './test-cases/run-tests.ts';
export type { ClauseCoverage, Coverage } from './test-cases/coverage.ts';
export { readRow, writeRow } from './test-cases/test-row.ts';
export type { ReadRow, WrittenRow } from './test-cases/test-row.ts';
export { describeCell, describeClause, describeOutcomes } from './reading/describe-clause.ts';
export { describeNames } from './reading/describe-names.ts';
export type { NameReading } from './reading/describe-names.ts';
export { languageFunctions } from './reading/language-functions.ts';
export type { FunctionReading } from './reading/language-functions.ts';
export { editorSchema } from './schema/editor-schema.ts';
export type { EditorHints } from './schema/editor-schema.ts';
export { ruleSetJsonSchema } from './schema/rule-set-json-schema.ts';
export type { Slot, Value, ValueType } from './value.ts';
export { readWritten, writeDate, writeValue } from './written-value.ts';
