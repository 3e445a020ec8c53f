import { exportLists, isGranted } from '@waybill/contracts';
import type { ExportListName, Job, operations } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewId } from '../../hub.ts';
import { jobViewer } from '../../job-viewer.ts';
import type { Transactor } from '../../transactor.ts';

export interface CreateExportFailure {
  code: 'export-forbidden';
  list: ExportListName;
}

export interface CreateExportPorts {
  database: Transactor<'jobs' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

/** Sets an export going. It is carried out with the rights that the caller has now, whatever becomes of them until then. */
export async function createExport(
  asked: Asked<typeof operations.createExport>,
  { clock, database, newId }: CreateExportPorts,
): Promise<Result<Job, CreateExportFailure>> {
  const { body, caller } = asked;
  const { columns, expected, list, query } = body;
  const { label, permission } = exportLists[list];
  if (!isGranted(caller, permission)) return failure({ code: 'export-forbidden', list });
  const id = newId('job');
  const at = clock.now();
  const job = {
    id,
    kind: 'export',
    owner: caller,
    label: `Export of ${label}`,
    request: body,
    total: expected,
    at,
  } as const;
  return database.transaction(async (tx) => {
    await tx.jobs.enqueue(job);
    const created = await tx.jobs.find(id, jobViewer(caller));
    if (!created) throw new Error(`Job ${id} cannot be read back`);
    // What was searched for may be somebody's name or number.
    const filters = Object.keys(query);
    await tx.audit.append(
      deed(asked, at, 'export.created', `job:${id}`, { list, columns, filters }),
    );
    return success(created);
  });
}
