import * as z from 'zod';
import { feedFormat, feedParams, ruleSetDocument } from './feeds.ts';
import { operation } from './operation.ts';
import { instant, noQuery, page, pageQuery, sha256 } from './shared-shapes.ts';

/** A frozen version of everything by which a feed's files are read. */
export const feedBundleHead = z
  .strictObject({
    feed: z.string(),
    version: z.int(),
    sha256,
    ruleVersion: z.string(),
    active: z.boolean().meta({ description: 'New files are read with this one' }),
    trial: z.boolean().meta({ description: 'Made to try rules on a few files only' }),
    createdAt: instant,
    createdBy: z.string().nullable().meta({ description: 'Actor as in the audit trail' }),
    reason: z.string().nullable(),
  })
  .meta({ id: 'FeedBundleHead' });
export type FeedBundleHead = z.output<typeof feedBundleHead>;

export const feedBundle = feedBundleHead
  .extend({ format: feedFormat, rules: ruleSetDocument.nullable() })
  .meta({ id: 'FeedBundle' });
export type FeedBundle = z.output<typeof feedBundle>;

export const listFeedBundles = operation({
  name: 'list-feed-bundles',
  method: 'GET',
  path: '/feeds/{feedId}/bundles',
  summary: 'Versions of a feed’s bundle, newest first: who made them, when and why',
  tag: 'feeds',
  permission: 'feeds:read',
  params: feedParams,
  query: z.strictObject(pageQuery),
  body: undefined,
  response: page(feedBundleHead),
  status: 200,
  problems: ['not-found'],
});

export const getFeedBundle = operation({
  name: 'get-feed-bundle',
  method: 'GET',
  path: '/feeds/{feedId}/bundles/{version}',
  summary: 'One version of a feed’s bundle, whole',
  tag: 'feeds',
  permission: 'feeds:read',
  params: feedParams.extend({
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number),
  }),
  query: noQuery,
  body: undefined,
  response: feedBundle,
  status: 200,
  problems: ['not-found'],
});
