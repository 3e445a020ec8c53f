import * as z from 'zod';
import { edit, operation } from './operation.ts';
import { densities } from './preferences.ts';
import { instant, noParams, noQuery } from './shared-shapes.ts';

/** How many views of one list a person may have. */
export const savedViewsMax = 100;

const listName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);

const content = {
  name: z.string().trim().min(1).max(80),
  query: z
    .record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string().min(1).max(500))
    .refine((query) => Object.keys(query).length <= 30, 'at most 30 parameters')
    .meta({
      description: 'Filters and order as they stand in the address of the list, without its page',
      example: { state: 'failed', sort: 'oldest' },
    }),
  columns: z
    .array(z.string().regex(/^[a-zA-Z]{1,40}$/))
    .min(1)
    .max(40)
    .nullable()
    .meta({ description: 'Ids of the columns in their order; null shows the usual ones' }),
  density: z.enum(densities).nullable().meta({ description: 'Null shows what the reader likes' }),
  shared: z.boolean().meta({ description: 'Whether everybody sees it, or only its owner' }),
};

/** What a list was narrowed to, kept under a name. */
export const savedView = z
  .strictObject({
    id: z.string(),
    list: listName.meta({ example: 'runs' }),
    ...content,
    mine: z.boolean().meta({ description: 'Whether who asks has made it, and so may change it' }),
    owner: z.string().meta({ description: 'Subject of who made it', example: 'support' }),
    updatedAt: instant,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.output<typeof savedView>;

const viewParams = z.strictObject({ viewId: z.string().max(64) });

export const listSavedViews = operation({
  name: 'list-saved-views',
  method: 'GET',
  path: '/saved-views',
  summary: 'Views of a list or of all: the person’s own, and those that others share',
  tag: 'me',
  permission: 'me:write',
  params: noParams,
  query: z.strictObject({ list: listName.optional() }),
  body: undefined,
  response: z.strictObject({ items: z.array(savedView) }),
  status: 200,
  problems: [],
});

export const createSavedView = operation({
  name: 'create-saved-view',
  method: 'POST',
  path: '/saved-views',
  summary: 'Keep what a list was narrowed to under a name',
  tag: 'me',
  permission: 'me:write',
  params: noParams,
  query: noQuery,
  body: z.strictObject({ list: listName, ...content }),
  response: savedView,
  status: 201,
  problems: ['saved-view-exists', 'too-many-saved-views'],
  location: ({ id }) => `/saved-views/${id}`,
});

export const getSavedView = operation({
  name: 'get-saved-view',
  method: 'GET',
  path: '/saved-views/{viewId}',
  summary: 'One view, by its owner or by anybody when it is shared',
  tag: 'me',
  permission: 'me:write',
  params: viewParams,
  query: noQuery,
  body: undefined,
  response: savedView,
  status: 200,
  problems: ['not-found'],
});

export const putSavedView = edit(
  getSavedView,
  operation({
    name: 'put-saved-view',
    method: 'PUT',
    path: '/saved-views/{viewId}',
    summary: 'Change a view of one’s own',
    tag: 'me',
    permission: 'me:write',
    params: viewParams,
    query: noQuery,
    body: z.strictObject(content),
    response: savedView,
    status: 200,
    problems: ['not-found', 'precondition-failed', 'saved-view-exists', 'saved-view-of-another'],
  }),
);

export const deleteSavedView = edit(
  getSavedView,
  operation({
    name: 'delete-saved-view',
    method: 'DELETE',
    path: '/saved-views/{viewId}',
    summary: 'Delete a view of one’s own; the answer is what it was, to make it again',
    tag: 'me',
    permission: 'me:write',
    params: viewParams,
    query: noQuery,
    body: undefined,
    response: savedView,
    status: 200,
    problems: ['not-found', 'precondition-failed', 'saved-view-of-another'],
  }),
);
