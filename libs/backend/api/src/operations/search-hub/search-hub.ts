import { isGranted, searchPerKindMax } from '@waybill/contracts';
import type { Caller, operations, Permission, SearchAnswer, SearchItem } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import { foundKinds } from '@waybill/store';
import type { Found, FoundKind, RowErrorStore, SearchStore } from '@waybill/store';
import { codesLike } from './known-codes.ts';

export interface SearchHubPorts {
  search: SearchStore;
  rowErrors: Pick<RowErrorStore, 'find'>;
}

const leastCharacters = 2;

/** What one needs to see a thing of that kind, and where the portal shows it. */
const kinds: Readonly<
  Record<FoundKind, { permission: Permission; linkTo: (id: string) => string }>
> = {
  partner: { permission: 'partners:read', linkTo: (id) => `/partners/${id}` },
  feed: { permission: 'feeds:read', linkTo: (id) => `/feeds/${id}` },
  run: { permission: 'runs:read', linkTo: (id) => `/runs/${id}` },
  file: { permission: 'files:read', linkTo: (id) => `/files/${id}` },
  member: { permission: 'members:read', linkTo: (id) => `/members/${encodeURIComponent(id)}` },
  entry: { permission: 'ledger:read', linkTo: (id) => `/entries/${id}` },
  replay: { permission: 'runs:read', linkTo: (id) => `/replays/${id}` },
};

/** Everything the caller may see that has this id, number, code or name; a thing named exactly so comes first. */
export async function searchHub(
  { query: { q }, caller }: Asked<typeof operations.searchHub>,
  { search, rowErrors }: SearchHubPorts,
): Promise<Result<SearchAnswer>> {
  if (q.length < leastCharacters) return success({ items: [] });
  const shown = foundKinds.filter((kind) => isGranted(caller, kinds[kind].permission));
  const found = await Promise.all([
    ...shown.map(async (kind) =>
      (await search.find(kind, q, searchPerKindMax, caller.partner)).map(itemOf),
    ),
    rowErrorOf(q, caller, rowErrors),
  ]);
  const items = [...found.flat(), ...codesLike(q, searchPerKindMax)];
  const isExact = ({ id, title }: SearchItem) => equal(id, q) || equal(title, q);
  return success({
    items: [...items.filter(isExact), ...items.filter((item) => !isExact(item))],
  });
}

function itemOf({ kind, id, name, about }: Found): SearchItem {
  return { kind, id, title: name, subtitle: about.join(' · '), link: kinds[kind].linkTo(id) };
}

async function rowErrorOf(
  text: string,
  caller: Caller,
  rowErrors: SearchHubPorts['rowErrors'],
): Promise<SearchItem[]> {
  if (!isGranted(caller, 'runs:read')) return [];
  const error = await rowErrors.find(text, caller.partner);
  if (!error) return [];
  const { id, rowNo, run, problems, state } = error;
  return [
    {
      kind: 'row-error',
      id,
      title: `Row ${rowNo}`,
      subtitle: [problems[0]?.code, state].filter(Boolean).join(' · '),
      link: `/runs/${run}/errors`,
    },
  ];
}

function equal(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
