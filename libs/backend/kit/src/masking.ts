import { isGranted } from '@waybill/contracts';
import type {
  Caller,
  DriftEvent,
  FeedBundleHead,
  InboundFile,
  Member,
  ReplayPlan,
  RowError,
  RowErrorCluster,
  RowProblem,
  Run,
  RunEvent,
} from '@waybill/contracts';

const hidden = '•••';

/** Whether a caller may see what people wrote into files: names, addresses, cells and raw lines. */
export function mayReadPayload(caller: Caller): boolean {
  return isGranted(caller, 'payload:read');
}

/** A member as this caller may see it: of name and address only the first letter, unless they may read payload. */
export function memberFor(caller: Caller, member: Member): Member {
  if (mayReadPayload(caller)) return member;
  return { ...member, name: initial(member.name), email: initial(member.email) };
}

/** A row error as this caller may see it: codes, places and expectations always, what stood in the file only with payload. */
export function rowErrorFor(caller: Caller, rowError: RowError): RowError {
  if (mayReadPayload(caller)) return rowError;
  const problems = rowError.problems.map(withoutFinding);
  return { ...rowError, cells: null, rawLine: null, problems };
}

export function clusterFor(caller: Caller, cluster: RowErrorCluster): RowErrorCluster {
  if (mayReadPayload(caller)) return cluster;
  return { ...cluster, example: cutFinding(cluster.example) };
}

/** Who of our people cancelled a run, and in which words, is not a partner's business. */
export function runFor(caller: Caller, run: Run): Run {
  const { cancellation, ...rest } = problemFor(caller, run);
  const isInside = caller.kind !== 'partner' || cancellation === null;
  return {
    ...rest,
    cancellation: isInside ? cancellation : { ...cancellation, by: hidden, reason: hidden },
  };
}

/** Who of our people decided, and in which words, is not a partner's business. */
export function driftEventFor(caller: Caller, event: DriftEvent): DriftEvent {
  if (caller.kind !== 'partner' || event.state === 'open') return event;
  return { ...event, decidedBy: hidden, reason: hidden };
}

export function feedBundleFor<Head extends FeedBundleHead>(caller: Caller, bundle: Head): Head {
  return caller.kind === 'partner' ? { ...bundle, createdBy: null, reason: null } : bundle;
}

export function fileFor(caller: Caller, file: InboundFile): InboundFile {
  return problemFor(caller, file);
}

export function planFor(caller: Caller, plan: ReplayPlan): ReplayPlan {
  return problemFor(caller, plan);
}

export function eventFor(caller: Caller, event: RunEvent): RunEvent {
  if (caller.kind === 'partner' && event.code === 'CANCEL_REQUESTED')
    return { ...event, message: 'Somebody asked to cancel.' };
  return mayReadPayload(caller) ? event : { ...event, message: cutFinding(event.message) };
}

function problemFor<Thing extends { problem: RowProblem | null }>(
  caller: Caller,
  thing: Thing,
): Thing {
  if (thing.problem === null || mayReadPayload(caller)) return thing;
  return { ...thing, problem: withoutFinding(thing.problem) };
}

function withoutFinding(problem: RowProblem): RowProblem {
  const { found, message, ...rest } = problem;
  return {
    ...rest,
    message: cutFinding(message),
    ...(found === undefined ? {} : { found: hidden }),
  };
}

/** Messages of the tabular engine end with what was found: `…: expected a date, found “31.02.”.` */
function cutFinding(message: string): string {
  const at = message.indexOf(', found “');
  return at === -1 ? message : `${message.slice(0, at)}.`;
}

function initial(text: string | null): string | null {
  const [first] = text ?? '';
  return first === undefined ? null : `${first}${hidden}`;
}
