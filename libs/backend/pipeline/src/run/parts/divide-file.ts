import { restPart, type NewRunPart, type RunDivision } from '@waybill/store';
import { mapRows, readerFor } from '../../stages/map-rows/map-rows.ts';
import { readFile } from '../../stages/decode-rows/read-batches.ts';
import type { Admission } from '../process-file.ts';
import type { RunContext } from '../run-context.ts';
import { readingOf } from '../posting.ts';
import { CrossingIds } from './crossing-ids.ts';
import { rowKeys } from './row-keys.ts';

type Inspected = Extract<Admission, { kind: 'accepted' }>['inspection'];

/** Fewer than one distributed map begins, and than sixteen bits number. */
const partsMost = 5000;

/** Ids beyond which the rows of a file are too entangled to be posted apart. */
const crossingMost = 100_000;

export interface DividedFile extends Pick<RunDivision, 'header' | 'digests' | 'crossing'> {
  readonly parts: readonly NewRunPart[];
}

/**
 * Divides an inspected file at ends of rows, where the decoder finds them: no other way knows whether a line end is inside quotes. Maps all
 * of its rows to see which ids are in several parts; those rows are left to a part of their own, `restPart`, which comes last.
 */
export async function divideFile(
  context: RunContext,
  { sha256, header, digests, rows }: Inspected,
): Promise<DividedFile> {
  const { ports, bundle, source, receivedAt, keeper } = context;
  const bytesPerPart = Math.max(ports.settings.partBytes, source.sizeBytes / partsMost);
  const reader = readerFor(bundle.format, { sha256, receivedAt });
  const keysOf = rowKeys(sha256, bundle.format.mapping.transactionKey);
  const crossing = new CrossingIds();
  const cuts: Omit<NewRunPart, 'to'>[] = [];
  for await (const { records } of readFile(ports.buckets, readingOf(context, source, digests))) {
    keeper.assertGoingOn();
    mapRows(reader, records, everyRow).forEach((row) => {
      const { offset, rowNo, line } = row.record;
      const begun = cuts.at(-1);
      if (begun === undefined || offset - begun.from >= bytesPerPart)
        cuts.push({ partNo: cuts.length + 1, from: offset, firstRow: rowNo, firstLine: line });
      crossing.add(cuts.length, keysOf(row));
    });
  }
  const found = rows === 0 ? [] : crossing.found();
  return {
    header,
    digests: digests.bytes(),
    ...partsOf(cuts, found, source.sizeBytes),
  };
}

function partsOf(
  cuts: readonly Omit<NewRunPart, 'to'>[],
  crossing: readonly number[],
  size: number,
): Pick<DividedFile, 'parts' | 'crossing'> {
  const [first] = cuts;
  if (first === undefined) return { parts: [], crossing: new Uint8Array() };
  const whole = { ...first, to: size };
  if (crossing.length > crossingMost) return { parts: [whole], crossing: new Uint8Array() };
  const parts = cuts.map((cut, index) => ({ ...cut, to: cuts[index + 1]?.from ?? size }));
  const rest = crossing.length === 0 ? [] : [{ ...whole, partNo: restPart }];
  return { parts: [...parts, ...rest], crossing: bytesOf(crossing) };
}

/** Keys of crossing ids as they are stored. */
function bytesOf(keys: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(keys).buffer);
}

export function crossingKeys(bytes: Uint8Array): ReadonlySet<number> {
  // A copy, since eight-byte numbers must begin at a multiple of eight.
  return new Set(new Float64Array(Uint8Array.from(bytes).buffer));
}

const everyRow = () => true;
