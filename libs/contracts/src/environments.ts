import * as z from 'zod';
import { operation } from './operation.ts';
import { page, pageQuery, sha256, slug } from './shared-shapes.ts';
import { trialKinds } from './trial-kinds.ts';

/**
 * What a version of rules may do with files. In `dev` none reach it: it is tested, simulated and backtested over what is archived. In `test` it is tried
 * on live files, as a shadow or as a canary. In `prod` it judges all of them.
 */
export const environments = ['dev', 'test', 'prod'] as const;
export type Environment = (typeof environments)[number];

export const activeBundle = z
  .strictObject({
    environment: z.enum(environments),
    ruleSet: z.string(),
    partner: slug,
    feedName: z.string(),
    version: z.int(),
    ruleVersion: z.string(),
    sha256: sha256.meta({ description: 'Of the document of the version' }),
    how: z
      .enum(['full', ...trialKinds])
      .nullable()
      .meta({ description: 'How it came there by promotion; null in dev' }),
    bundleVersion: z
      .int()
      .nullable()
      .meta({ description: 'Of the active bundle that holds it; null outside of prod' }),
    changeRequest: z
      .string()
      .nullable()
      .meta({ description: 'That it is tried for; null outside of test' }),
  })
  .meta({ id: 'ActiveBundle' });
export type ActiveBundle = z.output<typeof activeBundle>;

export const listActiveBundles = operation({
  name: 'list-active-bundles',
  method: 'GET',
  path: '/environments/{environment}/active-bundles',
  summary: 'Which version of its rules each feed has in an environment',
  tag: 'rules',
  permission: 'rules:read',
  params: z.strictObject({ environment: z.enum(environments) }),
  query: z.strictObject({
    ...pageQuery,
    partner: slug.optional(),
  }),
  body: undefined,
  response: page(activeBundle),
  status: 200,
  problems: [],
});
