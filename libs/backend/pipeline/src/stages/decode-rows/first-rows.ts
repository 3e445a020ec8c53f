import type { BucketStore } from '@waybill/store';
import { decodeStream, FileRejected, type FeedFormat, type NamedRows } from '@waybill/tabular';
import type { InspectedObject } from './inspect-file.ts';

/** Enough to tell what kind of values a column has. */
const rowsMax = 100;

/** The first rows of a file, whatever is wrong with its header; none when they cannot be read or the file is gone. */
export async function firstRows(
  buckets: BucketStore,
  object: InspectedObject,
  format: FeedFormat,
): Promise<NamedRows> {
  const nothing = { names: [], rows: [] };
  const opened = await buckets.open(object.ref, { ifMatch: object.etag });
  if (opened.outcome !== 'opened') return nothing;
  try {
    for await (const records of decodeStream(demandingNothing(format), opened.body)) {
      const rows = records.slice(0, rowsMax).map(({ cells }) => cells);
      return { names: records[0]?.header?.names ?? [], rows };
    }
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error;
  }
  return nothing;
}

/** The same dialect, with a layout that any header satisfies. */
function demandingNothing(format: FeedFormat): FeedFormat {
  const columns = format.layout.columns.map((column) => ({ ...column, required: false }));
  return {
    ...format,
    layout: { columns, unknownColumns: 'ignore' },
    mapping: { fields: [], transactionKey: { kind: 'column' } },
  };
}
