import type { Caller, ExportItems, ExportListName, ExportRequest, Page } from '@waybill/contracts';
import { fileFor, memberFor, rowErrorFor, runFor } from '@waybill/kit';
import type { Nouns } from '@waybill/store';

type QueryOf<List extends ExportListName> = Extract<ExportRequest, { list: List }>['query'];

interface PageWish {
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** How each list is read: the store's own list with the owner's tenant, each thing as the owner may see it. */
type Readers = {
  readonly [List in ExportListName]: (
    db: Nouns,
    query: QueryOf<List> & PageWish,
    owner: Caller,
  ) => Promise<Page<ExportItems[List]>>;
};

const readers: Readers = {
  runs: async ({ runs }, query, owner) =>
    shown(await runs.list(query, owner.partner), (run) => runFor(owner, run)),
  files: async ({ files }, query, owner) =>
    shown(await files.list(query, owner.partner), (file) => fileFor(owner, file)),
  'row-errors': async ({ rowErrors }, query, owner) =>
    shown(await rowErrors.list(query, owner.partner), (error) => rowErrorFor(owner, error)),
  members: async ({ members }, query, owner) =>
    shown(await members.list(query, owner.partner), (member) => memberFor(owner, member)),
  entries: ({ ledger }, query, owner) => ledger.list(query, owner.partner),
  replays: ({ replays }, query, owner) => replays.list(query, owner.partner),
  audit: ({ audit }, query) => audit.list(query),
  'backtest-rows': ({ backtests }, { backtest, ...query }) => backtests.rows(backtest, query),
};

/** One page of what an export is about. */
export function readPage(
  db: Nouns,
  { list, query }: Pick<ExportRequest, 'list' | 'query'>,
  page: PageWish,
  owner: Caller,
): Promise<Page<ExportItems[ExportListName]>> {
  // List and query were parsed together, which the type of a reader picked by name cannot say.
  const read = readers[list] as (
    db: Nouns,
    query: ExportRequest['query'] & PageWish,
    owner: Caller,
  ) => Promise<Page<ExportItems[ExportListName]>>;
  return read(db, { ...query, ...page }, owner);
}

function shown<Item>({ items, next }: Page<Item>, asSeen: (item: Item) => Item): Page<Item> {
  return { items: items.map(asSeen), next };
}
