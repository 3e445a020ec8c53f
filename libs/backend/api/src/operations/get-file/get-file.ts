import { isGranted, reopenFileDays } from '@waybill/contracts';
import type { AuditEvent, FileDecision, FileDetail, operations } from '@waybill/contracts';
import { failure, fileFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { AuditStore, FileStore } from '@waybill/store';

export interface GetFileFailure {
  code: 'not-found';
  id: string;
}

export interface GetFilePorts {
  files: Pick<FileStore, 'find' | 'surroundings'>;
  audit: Pick<AuditStore, 'list'>;
}

const decisionsMax = 100;
const msPerDay = 86_400_000;

/** One inbound file with its runs, its twins and, for whom the audit trail is open, who decided what about it. */
export async function getFile(
  { params, caller }: Asked<typeof operations.getFile>,
  { files, audit }: GetFilePorts,
): Promise<Result<FileDetail, GetFileFailure>> {
  const id = params.fileId;
  const [file, around] = await Promise.all([
    files.find(id, caller.partner),
    files.surroundings(id, caller.partner),
  ]);
  if (!file || !around) return failure({ code: 'not-found', id });
  const isOpen = isGranted(caller, 'audit:read');
  const trail = isOpen ? await audit.list({ object: `file:${id}`, limit: decisionsMax }) : null;
  const { rejectedAt } = around;
  return success({
    ...fileFor(caller, file),
    ...around,
    reopenUntil:
      rejectedAt === null
        ? null
        : new Date(Date.parse(rejectedAt) + reopenFileDays * msPerDay).toISOString(),
    decisions: trail?.items.map(decisionOf).toReversed() ?? null,
  });
}

function decisionOf({ at, actor, action, detail }: AuditEvent): FileDecision {
  return {
    at,
    actor,
    action,
    feed: textOf(detail['feed']),
    run: textOf(detail['run']),
    reason: textOf(detail['reason']),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
