import { canBeDivided } from '@waybill/tabular';
import type { PartsPath } from '../../ports.ts';
import { programFor, UnusableRules } from '../../stages/apply-rules/apply-rules.ts';
import { readerFor } from '../../stages/map-rows/map-rows.ts';
import type { RunContext } from '../run-context.ts';

/**
 * Whether the file of a run is posted in parts: one that was divided stays so, and a large one is when what becomes of its rows does not
 * depend on their order.
 */
export async function goesByParts(context: RunContext): Promise<boolean> {
  const { ports, claimed, lease, file, source, progress } = context;
  if (claimed.kind !== 'file') return false;
  if (lease.attempt > 1 && (await ports.db.runParts.division(lease.runNo)) !== null) return true;
  const isBegun = progress.rowNo > 0 || (file.state !== 'assigned' && file.state !== 'processing');
  if (isBegun || !isLarge(source.sizeBytes, ports.parts)) return false;
  return rowsAreIndependent(context);
}

function isLarge(sizeBytes: number, parts: PartsPath | undefined): boolean {
  return parts !== undefined && sizeBytes >= parts.fromBytes;
}

/**
 * Rows of a roster replace each other, and rules that ask for facts see what the rows above have earned. A return that names the derived id
 * of a row, which counts the rows that are equal, cannot be told to belong to it before all are counted.
 */
function rowsAreIndependent({ bundle, receivedAt }: RunContext): boolean {
  const { format, rules } = bundle;
  if (rules === null || !canBeDivided(format)) return false;
  const { transactionKey, fields } = format.mapping;
  const hasReturns = fields.some(({ field }) => field === 'originalTxnId');
  if (transactionKey.kind === 'derived' && hasReturns) return false;
  const { slots } = readerFor(format, { sha256: '', receivedAt });
  try {
    return programFor(rules, slots).facts.length === 0;
  } catch (error) {
    // The ordinary way says so of the run.
    if (error instanceof UnusableRules) return false;
    throw error;
  }
}
