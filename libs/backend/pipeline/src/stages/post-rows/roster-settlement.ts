import type { Member } from '@waybill/contracts';
import { memberStates } from '@waybill/contracts';
import type { RosterRow } from '@waybill/store';
import type { CanonicalField, Value } from '@waybill/tabular';
import { pipelineProblems, rowProblem } from '../../problems.ts';
import type { MappedRow } from '../map-rows/mapped-row.ts';
import { contentHash } from './content-hash.ts';
import { SettlementBuilder, type Settlement, type Verdict } from './settlement.ts';

/** Where the fields of a roster record are in its values. */
export type RosterSlots = Readonly<
  Record<keyof Omit<RosterRow, 'contentHash' | 'state'> | 'status', number>
>;

export function rosterSlots(slots: readonly CanonicalField[]): RosterSlots {
  const at = (name: string) => slots.findIndex((slot) => slot.name === name);
  return {
    memberNo: at('memberNo'),
    name: at('name'),
    email: at('email'),
    status: at('status'),
    jobTitle: at('jobTitle'),
    department: at('department'),
    hiredOn: at('hiredOn'),
    bornOn: at('bornOn'),
  };
}

/** Content hashes by member number: of what is stored, and of what this file said before. */
export interface RosterStanding {
  readonly stored: ReadonlyMap<string, number>;
  /** Members seen in this file, newest last; bounded by the caller. */
  readonly seen: Map<string, number>;
}

/** Remembers what rows said that are not judged again. */
export function noteSeen(
  rows: readonly MappedRow[],
  slots: RosterSlots,
  seen: Map<string, number>,
): void {
  for (const { values, memberNo } of rows) {
    if (values === null || memberNo === null || seen.has(memberNo)) continue;
    const state = stateOf(values[slots.status] ?? null);
    if (state !== null) seen.set(memberNo, rosterRow(memberNo, state, values, slots).contentHash);
  }
}

/**
 * Decides what becomes of each row of a batch of employees: written, unchanged, or a repetition within the file. A roster is a
 * snapshot, so the row of a later file simply replaces what is stored.
 */
export function settleRoster(
  rows: readonly MappedRow[],
  slots: RosterSlots,
  standing: RosterStanding,
): Settlement & { readonly upserts: readonly RosterRow[] } {
  const builder = new SettlementBuilder({ withDeltas: false });
  const upserts: RosterRow[] = [];
  for (const row of rows) {
    const { values, memberNo } = row;
    if (values === null || memberNo === null) {
      const problems = row.problems ?? [];
      builder.settle(row, {
        outcome: 'rejected',
        code: problems[0]?.code ?? pipelineProblems.INTERNAL,
        problems,
      });
      continue;
    }
    const state = stateOf(values[slots.status] ?? null);
    if (state === null) {
      builder.settle(row, badStatus(row, values[slots.status] ?? null));
      continue;
    }
    const upsert = rosterRow(memberNo, state, values, slots);
    const verdict = judge(row, upsert, standing);
    builder.settle(row, verdict);
    if (verdict.outcome === 'posted') upserts.push(upsert);
  }
  return { ...builder.done(), upserts };
}

function judge(row: MappedRow, upsert: RosterRow, standing: RosterStanding): Verdict {
  const earlier = standing.seen.get(upsert.memberNo);
  if (earlier !== undefined) {
    return earlier === upsert.contentHash
      ? { outcome: 'duplicate', code: pipelineProblems.DUPLICATE }
      : conflict(row, upsert.contentHash, earlier);
  }
  standing.seen.set(upsert.memberNo, upsert.contentHash);
  return standing.stored.get(upsert.memberNo) === upsert.contentHash
    ? { outcome: 'unchanged', code: pipelineProblems.UNCHANGED }
    : { outcome: 'posted', code: null };
}

function rosterRow(
  memberNo: string,
  state: Member['state'],
  values: readonly Value[],
  slots: RosterSlots,
): RosterRow {
  const text = (at: number) => textOf(values[at]);
  const day = (at: number) => dayOf(values[at]);
  const facts = {
    memberNo,
    name: text(slots.name),
    email: text(slots.email),
    state,
    jobTitle: text(slots.jobTitle),
    department: text(slots.department),
    hiredOn: day(slots.hiredOn),
    bornOn: day(slots.bornOn),
  };
  return { ...facts, contentHash: contentHash(Object.values(facts)) };
}

/** Active unless the partner says otherwise. */
function stateOf(status: Value): Member['state'] | null {
  if (status === null) return 'active';
  const text = String(status).toLowerCase();
  return memberStates.find((state) => state === text) ?? null;
}

function badStatus(row: MappedRow, status: Value): Verdict {
  const problem = {
    code: 'CONSTRAINT-004',
    name: 'NOT_ALLOWED',
    scope: 'row' as const,
    message: 'The status of the employee is none that the hub knows.',
    line: row.record.line,
    column: 'status',
    found: String(status),
    expected: memberStates.join(', '),
  };
  return { outcome: 'rejected', code: problem.code, problems: [problem] };
}

function conflict(row: MappedRow, hash: number, earlier: number): Verdict {
  const problem = rowProblem('CONFLICT', {
    message: 'The file names this member before with other content; the first row stands.',
    line: row.record.line,
    found: `content ${hash.toString(16)}`,
    expected: `content ${earlier.toString(16)}, as in the earlier row`,
  });
  return { outcome: 'conflict', code: problem.code, problems: [problem] };
}

function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function dayOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
