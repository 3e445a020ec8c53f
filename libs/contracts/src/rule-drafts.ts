import * as z from 'zod';
import { edit, operation } from './operation.ts';
import { ruleSetParams, ruleVersion } from './rule-sets.ts';
import { instant, noQuery, reason, sha256 } from './shared-shapes.ts';

/** A rule set as text; larger ones are no rule set that a person wrote. */
export const ruleText = z.string().max(1_000_000);

/** What is being written on. Kept as the text that was typed, so that a document that is not finished is not lost. */
export const ruleDraft = z
  .strictObject({
    ruleSet: z.string(),
    text: ruleText,
    sha256: sha256.nullable().meta({
      description: 'Of the content as JSON with sorted keys; null while the text is no rule set',
    }),
    revision: z.int().meta({ description: 'Counts what was saved' }),
    basedOn: z.int().nullable().meta({ description: 'The version it began from' }),
    createdAt: instant,
    updatedAt: instant,
    updatedBy: z.string(),
  })
  .meta({ id: 'RuleDraft' });
export type RuleDraft = z.output<typeof ruleDraft>;

export const getRuleDraft = operation({
  name: 'get-rule-draft',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}/draft',
  summary: 'The draft of a rule set',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: noQuery,
  body: undefined,
  response: ruleDraft,
  status: 200,
  problems: ['not-found'],
});

export const createRuleDraft = operation({
  name: 'create-rule-draft',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/draft',
  summary: 'Begin a draft from the active rules, from any version, or from a text',
  tag: 'rules',
  permission: 'rules:write',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({
    from: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('active') }),
        z.strictObject({ kind: z.literal('version'), version: z.int().min(1) }),
        z.strictObject({ kind: z.literal('text'), text: ruleText }),
      ])
      .default({ kind: 'active' }),
  }),
  response: ruleDraft,
  status: 201,
  problems: ['not-found', 'rule-draft-exists'],
  makes: getRuleDraft,
  location: ({ ruleSet }) => `/rule-sets/${ruleSet}/draft`,
});

export const putRuleDraft = edit(
  getRuleDraft,
  operation({
    name: 'put-rule-draft',
    method: 'PUT',
    path: '/rule-sets/{ruleSetId}/draft',
    summary: 'Save a draft, finished or not',
    tag: 'rules',
    permission: 'rules:write',
    params: ruleSetParams,
    query: noQuery,
    body: z.strictObject({ text: ruleText }),
    response: ruleDraft,
    status: 200,
    problems: ['not-found', 'precondition-failed'],
  }),
);

export const deleteRuleDraft = edit(
  getRuleDraft,
  operation({
    name: 'delete-rule-draft',
    method: 'DELETE',
    path: '/rule-sets/{ruleSetId}/draft',
    summary: 'Discard a draft; the answer is what it was, to begin it again',
    tag: 'rules',
    permission: 'rules:write',
    params: ruleSetParams,
    query: noQuery,
    body: undefined,
    response: ruleDraft,
    status: 200,
    problems: ['not-found', 'precondition-failed'],
  }),
);

export const createRuleVersion = edit(
  getRuleDraft,
  operation({
    name: 'create-rule-version',
    method: 'POST',
    path: '/rule-sets/{ruleSetId}/versions',
    summary: 'Freeze the draft as the next version; nothing is judged by it yet',
    tag: 'rules',
    permission: 'rules:write',
    params: ruleSetParams,
    query: noQuery,
    body: z.strictObject({ notes: reason }),
    response: ruleVersion,
    status: 201,
    problems: ['not-found', 'precondition-failed', 'rules-invalid', 'rule-version-unchanged'],
    location: ({ ruleSet, version }) => `/rule-sets/${ruleSet}/versions/${String(version)}`,
  }),
);
