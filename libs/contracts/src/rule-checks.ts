import * as z from 'zod';
import { ruleSetDocument } from './feeds.ts';
import { operation } from './operation.ts';
import { ruleText } from './rule-drafts.ts';
import { ruleSetParams } from './rule-sets.ts';
import { noQuery, sha256 } from './shared-shapes.ts';

/** One finding about a rule set. */
export const ruleDiagnostic = z
  .strictObject({
    severity: z.enum(['error', 'warning']),
    code: z.string().meta({ example: 'rule-unknown-field' }),
    pointer: z.string().meta({ description: 'JSON pointer of the value in the document' }),
    start: z.int().nullable().meta({ description: 'Inside the expression that it points at' }),
    end: z.int().nullable(),
    message: z.string(),
    suggestion: z.string().nullable().meta({ description: 'The name that was probably meant' }),
  })
  .meta({ id: 'RuleDiagnostic' });
export type RuleDiagnostic = z.output<typeof ruleDiagnostic>;

export const validateRules = operation({
  name: 'validate-rules',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/validate',
  summary: 'What is wrong with a rule set, were it that of this feed; nothing is kept',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({ text: ruleText }),
  response: z.strictObject({
    ok: z.boolean().meta({ description: 'No errors; warnings may be there' }),
    sha256: sha256.nullable(),
    diagnostics: z.array(ruleDiagnostic),
  }),
  status: 200,
  problems: ['not-found'],
});

export const getRuleEditorSchema = operation({
  name: 'get-rule-editor-schema',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}/editor-schema',
  summary:
    'The shape of rule documents as JSON Schema, with the fields and value maps of this feed where they are named',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: noQuery,
  body: undefined,
  response: z.looseObject({
    $schema: z.string().meta({ example: 'https://json-schema.org/draft/2020-12/schema' }),
    $id: z.string().meta({ description: 'What documents name as their `$schema`' }),
  }),
  status: 200,
  problems: ['not-found'],
});

export const ruleSetChange = z
  .strictObject({
    kind: z.enum(['added', 'removed', 'moved', 'changed']),
    what: z.string().meta({ example: 'row' }),
    name: z.string().meta({ example: 'base/gold' }),
    pointerBefore: z.string().nullable().meta({ description: 'Null for what is new' }),
    pointerAfter: z.string().nullable().meta({ description: 'Null for what was removed' }),
    part: z.string().nullable().meta({ example: 'when amount' }),
    before: z.string().nullable(),
    after: z.string().nullable(),
    sentence: z.string().meta({ example: 'Row gold of table Base: amount from > 100 to > 120.' }),
  })
  .meta({ id: 'RuleSetChange' });
export type RuleSetChange = z.output<typeof ruleSetChange>;

const side = z
  .union([
    z.literal('draft'),
    z.literal('active'),
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number),
  ])
  .meta({ description: 'A version, `active` or `draft`', type: 'string' });

const comparedSide = z.strictObject({
  name: z.string().meta({ description: 'As entries name the version, or `draft`' }),
  document: ruleSetDocument,
});

export const getRuleSetDiff = operation({
  name: 'get-rule-set-diff',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}/diff',
  summary:
    'What two versions say differently, rule by rule and cell by cell, or a version and the draft',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: z.strictObject({ from: side, to: side }),
  body: undefined,
  response: z.strictObject({
    from: comparedSide,
    to: comparedSide,
    changes: z.array(ruleSetChange),
  }),
  status: 200,
  problems: ['not-found', 'rules-invalid'],
});

/** A row as tests write it: values by input name, as text; null for none. */
export const writtenRow = z
  .record(z.string().max(64), z.string().max(32_768).nullable())
  .meta({ id: 'WrittenRow', example: { amount: '12.50', occurredOn: '2026-11-01' } });

const value = z.string().nullable().meta({
  description: 'As text; null for none, and for what may name a person without payload:read',
});

export const ruleTraceStep = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['input', 'derived']), name: z.string(), value }),
    z.strictObject({
      kind: z.literal('clause'),
      clause: z.string(),
      matched: z.boolean(),
      conditions: z.array(
        z.strictObject({
          pointer: z.string(),
          result: z.enum(['holds', 'does-not-hold', 'not-reached', 'failed']),
        }),
      ),
      effects: z.array(
        z.strictObject({
          do: z.enum(['accrue', 'reverse', 'set', 'reject', 'warn', 'skip']),
          points: z.int().nullable(),
          field: z.string().nullable(),
          value,
          message: z.string().nullable(),
        }),
      ),
    }),
  ])
  .meta({ id: 'RuleTraceStep' });
export type RuleTraceStep = z.output<typeof ruleTraceStep>;

export const ruleDecision = z
  .strictObject({
    outcome: z.enum(['accrue', 'reverse', 'reject', 'skip', 'error']),
    points: z.int().nullable(),
    expiresOn: z.string().nullable().meta({ description: '`YYYY-MM-DD`' }),
    clauses: z.string().meta({ description: 'Those that decided, joined by `+`' }),
    code: z.string().nullable(),
    message: z.string().nullable(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'RuleDecision' });
export type RuleDecision = z.output<typeof ruleDecision>;

export const simulateRules = operation({
  name: 'simulate-rules',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/simulate',
  summary: 'What rules would say about one row, and how they come to it; nothing is kept',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({
    text: ruleText,
    row: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('written'), values: writtenRow }),
      z
        .strictObject({
          kind: z.literal('received'),
          run: z.string().max(64),
          rowNo: z.int().min(1),
        })
        .meta({ description: 'A row of a run over a file of the feed, read again from its bytes' }),
    ]),
  }),
  response: z.strictObject({
    row: writtenRow.meta({ description: 'What the rules were given, to make a test of it' }),
    decision: ruleDecision,
    steps: z.array(ruleTraceStep),
  }),
  status: 200,
  problems: ['not-found', 'rules-invalid', 'file-gone', 'row-unreadable'],
});
