import * as z from 'zod';
import { operation } from './operation.ts';
import { ruleSetParams } from './rule-sets.ts';
import { instant, noQuery, page, pageQuery, sha256 } from './shared-shapes.ts';

export const ruleTestResult = z
  .strictObject({
    id: z.string(),
    title: z.string().nullable(),
    passed: z.boolean(),
    mismatch: z.string().nullable().meta({ description: 'Why it failed, as a sentence' }),
  })
  .meta({ id: 'RuleTestResult' });

/** The tests inside a rule set, run by the hub. It says something of exactly this content. */
export const ruleTestRun = z
  .strictObject({
    id: z.string(),
    ruleSet: z.string(),
    version: z.int().nullable().meta({ description: 'Null for the draft' }),
    sha256: sha256.meta({ description: 'Of the document whose tests were run' }),
    passed: z.int(),
    failed: z.int(),
    results: z.array(ruleTestResult),
    coverage: z.strictObject({
      covered: z.int(),
      total: z.int(),
      uncovered: z
        .array(z.string())
        .meta({ description: 'Rules and `table/row` that no test made fire' }),
    }),
    requestedBy: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'RuleTestRun' });
export type RuleTestRun = z.output<typeof ruleTestRun>;

/** A test run in a list, without what came of each test. */
export const ruleTestRunHead = ruleTestRun
  .omit({ results: true, coverage: true })
  .meta({ id: 'RuleTestRunHead' });
export type RuleTestRunHead = z.output<typeof ruleTestRunHead>;

export const createTestRun = operation({
  name: 'create-test-run',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/test-runs',
  summary: 'Run the tests in a version or in the draft, and keep what came of it',
  tag: 'rules',
  permission: 'rules:test',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({
    version: z.int().min(1).nullable().default(null).meta({ description: 'Null for the draft' }),
  }),
  response: ruleTestRun,
  status: 201,
  problems: ['not-found', 'rules-invalid'],
  location: ({ id }) => `/test-runs/${id}`,
});

export const listTestRuns = operation({
  name: 'list-test-runs',
  method: 'GET',
  path: '/rule-sets/{ruleSetId}/test-runs',
  summary: 'Test runs over drafts and versions of a rule set, newest first',
  tag: 'rules',
  permission: 'rules:read',
  params: ruleSetParams,
  query: z.strictObject(pageQuery),
  body: undefined,
  response: page(ruleTestRunHead),
  status: 200,
  problems: ['not-found'],
});

export const getTestRun = operation({
  name: 'get-test-run',
  method: 'GET',
  path: '/test-runs/{testRunId}',
  summary: 'One test run',
  tag: 'rules',
  permission: 'rules:read',
  params: z.strictObject({ testRunId: z.string().max(64) }),
  query: noQuery,
  body: undefined,
  response: ruleTestRun,
  status: 200,
  problems: ['not-found'],
});
