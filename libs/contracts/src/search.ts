import * as z from 'zod';
import { operation } from './operation.ts';
import { noParams } from './shared-shapes.ts';

/** What can be found, in the order in which it is shown. */
export const searchKinds = [
  'partner',
  'feed',
  'run',
  'file',
  'member',
  'entry',
  'replay',
  'row-error',
  'code',
] as const;
export type SearchKind = (typeof searchKinds)[number];

export const searchItem = z
  .strictObject({
    kind: z.enum(searchKinds),
    id: z.string(),
    title: z.string(),
    subtitle: z.string().meta({ description: 'What it belongs to and how it is, in words' }),
    link: z
      .string()
      .meta({ description: 'Where the portal shows it', example: '/runs/run_01/timeline' }),
  })
  .meta({ id: 'SearchItem' });
export type SearchItem = z.output<typeof searchItem>;

/** At most this many things of each kind; whoever looks for more writes more of the name. */
export const searchPerKindMax = 5;

export const searchAnswer = z
  .strictObject({ items: z.array(searchItem) })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.output<typeof searchAnswer>;

export const searchHub = operation({
  name: 'search-hub',
  method: 'GET',
  path: '/search',
  summary: 'Whatever has this id, number, code or name, or begins so',
  tag: 'search',
  permission: 'search:read',
  params: noParams,
  query: z.strictObject({
    q: z
      .string()
      .trim()
      .max(200)
      .default('')
      .meta({ description: 'Two characters at least; fewer find nothing', example: 'run_01k' }),
  }),
  body: undefined,
  response: searchAnswer,
  status: 200,
  problems: [],
});
