import * as z from 'zod';
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
