import * as z from 'zod';
import { ruleSetDocument } from './feeds.ts';
import { operation } from './operation.ts';
import { instant, noParams, noQuery, page, pageQuery, sha256, slug } from './shared-shapes.ts';
import { trialKinds } from './trial-kinds.ts';

/** A rule set belongs to one feed of purchases and has its id. */
export const ruleSetParams = z.strictObject({ ruleSetId: z.string().max(127) });

export const ruleVersionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** A frozen version of a rule set; it never changes. */
export const ruleVersionHead = z
  .strictObject({
    ruleSet: z.string(),
    version: z.int(),
    ruleVersion: z.string().meta({
      description: 'As runs and ledger entries name it',
      example: 'cdnow-standard@3',
    }),
    sha256: sha256.meta({ description: 'Of the document as JSON with sorted keys' }),
    basedOn: z.int().nullable().meta({ description: 'The version that its draft began from' }),
    active: z.boolean().meta({ description: 'New files are judged by it' }),
    createdAt: instant,
    createdBy: z.string().nullable().meta({ description: 'Actor as in the audit trail' }),
    notes: z.string().nullable().meta({ description: 'Why it was made' }),
  })
  .meta({ id: 'RuleVersionHead' });
export type RuleVersionHead = z.output<typeof ruleVersionHead>;

export const ruleVersion = ruleVersionHead
  .extend({ document: ruleSetDocument })
  .meta({ id: 'RuleVersion' });
export type RuleVersion = z.output<typeof ruleVersion>;

export const ruleSet = z
  .strictObject({
    id: z.string().meta({ description: 'That of its feed', example: 'acme.purchases' }),
    partner: slug,
    feedName: z.string(),
    active: z.strictObject({
      version: z.int(),
      ruleVersion: z.string(),
      sha256,
      bundleVersion: z.int(),
    }),
    latest: z
      .strictObject({ version: z.int(), ruleVersion: z.string(), sha256 })
      .meta({ description: 'The newest that was frozen' }),
    trial: z
      .strictObject({
        version: z.int(),
        ruleVersion: z.string(),
        sha256,
        how: z.enum(trialKinds),
        changeRequest: z.string(),
      })
      .nullable()
      .meta({ description: 'The version that is tried on new files' }),
    versions: z.int().meta({ description: 'How many were frozen' }),
    draft: z
      .strictObject({
        basedOn: z.int().nullable(),
        updatedAt: instant,
        updatedBy: z.string(),
        frozenAs: z
          .int()
          .nullable()
          .meta({ description: 'The latest version with the same content, if there is one' }),
      })
      .nullable(),
  })
  .meta({ id: 'RuleSet' });
export type RuleSet = z.output<typeof ruleSet>;

export const listRuleSets = operation({
  name: 'list-rule-sets',
  method: 'GET',
  path: '/rule-sets',
  summary: 'Rule sets by partner and feed, with what is active and what is drafted',
  tag: 'rules',
  permission: 'rules:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    partner: slug.optional(),
    sort: z.enum(['id']).default('id'),
  }),
  body: undefined,
  response: page(ruleSet),
  status: 200,
  problems: [],
});

export const getRuleSet = operation({
  name: 'get-rule-set',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}',
  summary: 'One rule set',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: noQuery,
  body: undefined,
  response: ruleSet,
  status: 200,
  problems: ['not-found'],
});

export const listRuleVersions = operation({
  name: 'list-rule-versions',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}/versions',
  summary: 'Versions of a rule set, newest first: who made them, when and why',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: z.strictObject(pageQuery),
  body: undefined,
  response: page(ruleVersionHead),
  status: 200,
  problems: ['not-found'],
});

export const getRuleVersion = operation({
  name: 'get-rule-version',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}/versions/{version}',
  summary: 'One version of a rule set, whole',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams.extend({ version: ruleVersionNumber }),
  query: noQuery,
  body: undefined,
  response: ruleVersion,
  status: 200,
  problems: ['not-found'],
});
