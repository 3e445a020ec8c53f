import * as z from 'zod';
import { edit, operation } from './operation.ts';
import { noParams, noQuery } from './shared-shapes.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const zoneChoices = ['mine', 'utc', 'partner'] as const;
export const densities = ['comfortable', 'compact'] as const;
export const pageSizes = [50, 100, 250, 500] as const;

const name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);

/** How a person likes the portal. Every member has a usual value, so that a new one needs no migration. */
export const preferences = z
  .strictObject({
    theme: z.enum(themes).default('system'),
    zone: z
      .enum(zoneChoices)
      .default('mine')
      .meta({ description: 'Whose clock times are shown by' }),
    density: z.enum(densities).default('comfortable').meta({ description: 'Of the rows of lists' }),
    pageSize: z
      .union(pageSizes.map((size) => z.literal(size)))
      .default(100)
      .meta({ description: 'Rows of a page of a list' }),
    keys: z.boolean().default(true).meta({ description: 'Whether single keys act' }),
    toursSeen: z.array(name).max(100).default([]).meta({ description: 'Names of tours' }),
    defaultViews: z
      .record(name, z.string().max(64))
      .default({})
      .meta({ description: 'The saved view that a list opens with, by the list' }),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.output<typeof preferences>;

export const getPreferences = operation({
  name: 'get-preferences',
  method: 'GET',
  path: '/preferences',
  summary: 'How the person likes the portal',
  tag: 'me',
  permission: 'me:write',
  params: noParams,
  query: noQuery,
  body: undefined,
  response: preferences,
  status: 200,
  problems: [],
});

export const putPreferences = edit(
  getPreferences,
  operation({
    name: 'put-preferences',
    method: 'PUT',
    path: '/preferences',
    summary: 'Replace how the person likes the portal',
    tag: 'me',
    permission: 'me:write',
    params: noParams,
    query: noQuery,
    body: preferences,
    response: preferences,
    status: 200,
    problems: ['precondition-failed'],
  }),
);
