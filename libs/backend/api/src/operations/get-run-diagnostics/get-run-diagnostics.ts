import { diagnosticsLimits } from '@waybill/contracts';
import type { Caller, operations, Run, RunDiagnostics, RunEvent } from '@waybill/contracts';
import { eventFor, clusterFor, failure, rowErrorFor, runFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { AuditStore, FeedStore, RowErrorStore, RunStore } from '@waybill/store';
import { bundleOfRun } from '../../bundle-of-run.ts';
import {
  clearColumnsOf,
  maskedCluster,
  maskedEvent,
  maskedRowError,
  maskedRun,
  maskingRule,
} from './mask-run.ts';

export interface GetRunDiagnosticsFailure {
  code: 'not-found';
  id: string;
}

export interface GetRunDiagnosticsPorts {
  database: {
    runs: Pick<RunStore, 'find' | 'attempts' | 'events'>;
    rowErrors: Pick<RowErrorStore, 'list' | 'clusters'>;
    feeds: Pick<FeedStore, 'bundleOfRun' | 'find'>;
    audit: Pick<AuditStore, 'list'>;
  };
  clock: Clock;
}

const eventsPerPage = 500;

/** A run in one file that may leave the house: first what this caller may see, and of that nothing about a person. */
export async function getRunDiagnostics(
  asked: Asked<typeof operations.getRunDiagnostics>,
  { database, clock }: GetRunDiagnosticsPorts,
): Promise<Result<RunDiagnostics, GetRunDiagnosticsFailure>> {
  const { params, caller, traceId } = asked;
  const run = await database.runs.find(params.runId, caller.partner);
  if (!run) return failure({ code: 'not-found', id: params.runId });
  const [bundle, attempts, events, errors, clusters, deeds] = await Promise.all([
    bundleOfRun(database.feeds, run, caller.partner),
    database.runs.attempts(run.id),
    allEvents(database.runs, run),
    database.rowErrors.list({ run: run.id, limit: diagnosticsLimits.rowErrors }, caller.partner),
    database.rowErrors.clusters({ run: run.id }, caller.partner, clock.now()),
    database.audit.list({ object: `run:${run.id}`, limit: diagnosticsLimits.traceIds }),
  ]);
  const clearColumns = clearColumnsOf(bundle);
  const kept = events.slice(-diagnosticsLimits.events);
  return success({
    kind: 'waybill-run-diagnostics',
    version: 1,
    writtenAt: clock.now().toISOString(),
    masking: { rule: maskingRule, clearColumns: [...clearColumns] },
    run: maskedRun(runFor(caller, run)),
    attempts,
    events: kept.map((event) => maskedEvent(eventFor(caller, event))),
    eventsLeftOut: events.length - kept.length,
    clusters: clusters.map((cluster) => maskedCluster(clusterFor(caller, cluster))),
    rowErrors: errors.items.map((error) =>
      maskedRowError(rowErrorFor(caller, error), clearColumns),
    ),
    rowErrorsLeftOut: clusters.reduce((sum, { rows }) => sum + rows, 0) - errors.items.length,
    bundle,
    traceIds: [traceId, ...tracesOf(caller, deeds.items)],
  });
}

async function allEvents(runs: Pick<RunStore, 'events'>, { id }: Run): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await runs.events(id, { limit: eventsPerPage, cursor });
    events.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return events;
}

/** A partner learns nothing of what our own people asked for. */
function tracesOf(caller: Caller, deeds: readonly { detail: Record<string, unknown> }[]): string[] {
  if (caller.kind === 'partner') return [];
  return deeds.flatMap(({ detail }) =>
    typeof detail['traceId'] === 'string' ? detail['traceId'] : [],
  );
}
