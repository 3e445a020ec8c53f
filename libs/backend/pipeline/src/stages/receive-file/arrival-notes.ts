import type { RunEvent } from '@waybill/contracts';
import type { FeedConfig, ObjectVersion } from '@waybill/store';

/** What happened to a file before any worker had its run; no attempt's doing, so attempt 0. */
export function arrivalNotes(
  at: Date,
  { key, sizeBytes }: Pick<ObjectVersion, 'key' | 'sizeBytes'>,
  { feedId, filePattern, bundle }: { feedId: string } & Pick<FeedConfig, 'filePattern' | 'bundle'>,
): Omit<RunEvent, 'seq'>[] {
  const note = { at: at.toISOString(), attempt: 0, level: 'info' } as const;
  return [
    {
      ...note,
      stage: 'receive',
      code: 'RECEIVED',
      message: `Received as ${key}, ${String(sizeBytes)} bytes.`,
    },
    {
      ...note,
      stage: 'recognise',
      code: 'RECOGNISED',
      message: `Recognised as ${feedId} by its folder and its name (${filePattern}); queued with version ${String(bundle.version)} of the feed and rules ${bundle.ruleVersion}.`,
    },
  ];
}
