import * as z from 'zod';
import { expectation } from './expectations.ts';
import { feed, feedFormat, feedParams, filePattern, getFeed } from './feeds.ts';
import { edit, operation } from './operation.ts';
import { noQuery, reason } from './shared-shapes.ts';

export const feedChange = z
  .strictObject({
    name: z.string().min(1).max(200).optional(),
    filePattern: filePattern.optional(),
    unknownMembers: z.enum(['reject', 'create']).optional(),
    state: z
      .enum(['active', 'paused'])
      .optional()
      .meta({ description: 'Files of a paused feed are set aside as unassigned' }),
    reason,
  })
  .meta({ id: 'FeedChange' });
export type FeedChange = z.output<typeof feedChange>;

export const updateFeed = edit(
  getFeed,
  operation({
    name: 'update-feed',
    method: 'PATCH',
    path: '/feeds/{feedId}',
    summary: 'Change a feed’s name, file pattern, treatment of unknown members or state',
    tag: 'feeds',
    permission: 'feeds:write',
    params: feedParams,
    query: noQuery,
    body: feedChange,
    response: feed,
    status: 200,
    problems: ['not-found', 'precondition-failed'],
  }),
);

export const putFeedFormat = edit(
  getFeed,
  operation({
    name: 'put-feed-format',
    method: 'PUT',
    path: '/feeds/{feedId}/format',
    summary: 'A new version of a feed’s bundle with this format; runs that exist keep theirs',
    tag: 'feeds',
    permission: 'feeds:write',
    params: feedParams,
    query: noQuery,
    body: z.strictObject({ format: feedFormat, reason }),
    response: feed,
    status: 200,
    problems: ['not-found', 'precondition-failed', 'feed-invalid', 'rules-invalid'],
  }),
);

export const putFeedExpectation = edit(
  getFeed,
  operation({
    name: 'put-feed-expectation',
    method: 'PUT',
    path: '/feeds/{feedId}/expectation',
    summary: 'When the files of a feed are due, and how large they usually are',
    tag: 'feeds',
    permission: 'feeds:expect',
    params: feedParams,
    query: noQuery,
    body: z.strictObject({ expectation: expectation.nullable(), reason }),
    response: feed,
    status: 200,
    problems: ['not-found', 'precondition-failed'],
  }),
);
