import type { FeedReader } from '@waybill/tabular';
import type { RunContext } from '../../run/run-context.ts';
import type { RawBatch } from '../decode-rows/read-batches.ts';
import { mapRows, type RowSelection } from '../map-rows/map-rows.ts';
import type { MappedRow } from '../map-rows/mapped-row.ts';
import { commitBatch } from './commit-batch.ts';
import type { FailedRows } from './failed-rows.ts';
import type { Poster } from './poster.ts';
import { noteSeen, rosterSlots, settleRoster, type RosterSlots } from './roster-settlement.ts';

/** Members of the file remembered to notice that it names one twice. */
const seenMost = 200_000;

interface SelectedRows {
  readonly rows: readonly MappedRow[];
  /** Rows settled by an earlier attempt, or not asked for; they still count as seen. */
  readonly passed: readonly MappedRow[];
}

/** Posts a roster: employees are written as they are, unless nothing changed. */
export class RosterPoster implements Poster<SelectedRows> {
  readonly #context: RunContext;
  readonly #reader: FeedReader;
  readonly #slots: RosterSlots;
  readonly #failed: FailedRows;
  readonly #seen = new Map<string, number>();

  constructor(context: RunContext, parts: { reader: FeedReader; failed: FailedRows }) {
    this.#context = context;
    this.#reader = parts.reader;
    this.#slots = rosterSlots(parts.reader.slots);
    this.#failed = parts.failed;
  }

  prepare(batch: RawBatch, isSelected: RowSelection): Promise<SelectedRows> {
    const all = this.#context.stages.time('map', () => mapRows(this.#reader, batch.records, every));
    const isOpen = ({ record }: MappedRow) => isSelected(record.rowNo);
    return Promise.resolve({
      rows: all.filter(isOpen),
      passed: all.filter((row) => !isOpen(row)),
    });
  }

  async post(batch: RawBatch, { rows, passed }: SelectedRows): Promise<void> {
    const { ports, feed } = this.#context;
    noteSeen(passed, this.#slots, this.#seen);
    if (rows.length === 0) return;
    const memberNos = rows.flatMap(({ memberNo }) => memberNo ?? []).sort();
    const stored = await this.#context.stages.timeAsync('validate', () =>
      ports.db.members.rosterHashes(feed.partnerNo, memberNos),
    );
    const settlement = settleRoster(rows, this.#slots, { stored, seen: this.#seen });
    await commitBatch(this.#context, batch, settlement, this.#failed, async (tx) => {
      if (settlement.upserts.length > 0)
        await tx.members.upsertRoster(feed.partnerNo, settlement.upserts, ports.clock.now());
    });
    for (const memberNo of this.#seen.keys()) {
      if (this.#seen.size <= seenMost) break;
      this.#seen.delete(memberNo);
    }
  }
}

const every: RowSelection = () => true;
