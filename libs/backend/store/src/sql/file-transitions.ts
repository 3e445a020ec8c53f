import type { InboundFile } from '@waybill/contracts';

type FileState = InboundFile['state'];

/**
 * From which states a file may reach each state. A file may also stay in its state and take a change (a duplicate that is archived keeps
 * saying that it is one). `archived`, `ignored` and `rejected` are the ends; a replay works on a run, not on the file. Only `reopen` leads out
 * of `rejected`.
 */
const before: Readonly<Record<FileState, readonly FileState[]>> = {
  received: [],
  unassigned: ['received'],
  duplicate: ['received', 'unassigned', 'assigned', 'processing'],
  quarantined: ['received', 'unassigned', 'assigned', 'processing'],
  assigned: ['received', 'unassigned', 'quarantined', 'duplicate'],
  processing: ['assigned'],
  processed: ['processing'],
  archived: ['processed'],
  ignored: ['received', 'unassigned', 'quarantined', 'duplicate'],
  rejected: ['unassigned', 'quarantined'],
};

export function statesBefore(state: FileState): readonly FileState[] {
  return [...before[state], state];
}
