import { createHash } from 'node:crypto';
import { byteOrderMark, csvRecord, exportLists } from '@waybill/contracts';
import type { ExportColumn, ExportItems, ExportListName, ExportRequest } from '@waybill/contracts';
import type { JobWork } from '../job-kind.ts';
import { readPage } from './read-list.ts';

/** What was written so far. */
export class Tally {
  rows = 0;
  bytes = 0;
  readonly #hash = createHash('sha256');

  add(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    this.#hash.update(bytes);
  }

  /** Hex; only once. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}

const rowsPerPage = 1000;
const msBetweenReports = 1000;

/** The file, page by page: never more than one page of it is in memory. @throws LeaseLost, Stopped, JobCancelled */
export async function* csvBytes(
  work: JobWork,
  request: ExportRequest,
  tally: Tally,
): AsyncGenerator<Uint8Array> {
  const { job, ports } = work;
  const columns = chosenColumns(request);
  const written = (text: string) => {
    const bytes = Buffer.from(text);
    tally.add(bytes);
    return bytes;
  };
  const head = csvRecord(columns.map(({ header }) => header));
  yield written(request.bom ? byteOrderMark + head : head);
  let reportedAt = ports.clock.now().getTime();
  let cursor: string | undefined;
  do {
    work.assertGoingOn();
    const wish = { cursor, limit: rowsPerPage };
    const { items, next } = await readPage(ports.db, request, wish, job.owner);
    tally.rows += items.length;
    if (items.length > 0)
      yield written(items.map((item) => csvRecord(columns.map(({ cell }) => cell(item)))).join(''));
    await ports.crashPoints.reach('CP15');
    if (ports.clock.now().getTime() - reportedAt >= msBetweenReports) {
      await work.step({ progress: tally.rows });
      reportedAt = ports.clock.now().getTime();
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

function chosenColumns({ list, columns }: ExportRequest) {
  // The columns of a list take the things of that list, as `readPage` gives them.
  const known = exportLists[list].columns as readonly ExportColumn<ExportItems[ExportListName]>[];
  return columns.flatMap((key) => known.filter((column) => column.key === key));
}
