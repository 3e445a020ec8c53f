import { undecidedFileStates } from '@waybill/contracts';
import type { FileDetail, Permission } from '@waybill/contracts';

/** Why each action cannot be taken now, in a sentence; null when it can. `absent` is not shown at all. */
export interface FileActions {
  readonly assign: string | null;
  readonly release: string | null;
  readonly reject: string | null;
  readonly reopen: string | null | 'absent';
  readonly download: string | null;
  readonly replay: string | null | 'absent';
}

/** What can be done about a file: first whether its state allows it, then whether the person may. */
export function actionsFor(
  file: FileDetail,
  refusal: (permission: Permission) => string | null,
): FileActions {
  const isUndecided = undecidedFileStates.some((state) => state === file.state);
  const waits = isUndecided ? null : 'The file does not wait for a decision.';
  const isOfFeed = file.feed !== null;
  return {
    assign: waits ?? refusal('files:assign'),
    release:
      file.state !== 'quarantined'
        ? 'Only a quarantined file can be released.'
        : isOfFeed
          ? refusal('files:decide')
          : 'The file is of no feed; assign it instead.',
    reject: waits ?? refusal('files:decide'),
    reopen: file.state === 'rejected' ? refusal('files:decide') : 'absent',
    download: refusal('payload:read'),
    replay:
      file.lastRun === null || file.state === 'quarantined' ? 'absent' : refusal('replays:plan'),
  };
}
