export const fileStates = [
  'received',
  'unassigned',
  'duplicate',
  'quarantined',
  'assigned',
  'processing',
  'processed',
  'archived',
  'ignored',
  'rejected',
] as const;
export type FileState = (typeof fileStates)[number];

/** Somebody has to say what becomes of a file in one of these states. */
export const undecidedFileStates = [
  'unassigned',
  'quarantined',
] as const satisfies readonly FileState[];

/** For so many days a rejected file can be taken back; its bytes stay that long in any case. */
export const reopenFileDays = 30;
