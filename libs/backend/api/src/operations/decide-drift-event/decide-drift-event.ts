import type { DriftEvent, DriftState, Feed, operations, ResponseOf } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { FileStore, Nouns } from '@waybill/store';
import { newBundleVersion, type FormatFault } from '../../new-bundle-version.ts';
import type { Transactor } from '../../transactor.ts';
import { aliasOf, withAlias, withoutAlias } from './alias.ts';

type Operation = typeof operations.decideDriftEvent;

export type DecideDriftEventFailure =
  | { code: 'not-found'; id: string }
  | { code: 'drift-decided'; id: string; state: DriftState }
  | { code: 'drift-no-alias'; id: string; kind: DriftEvent['kind'] }
  | { code: 'feed-invalid'; errors: FormatFault['errors'] };

export interface DecideDriftEventPorts {
  database: Transactor<'driftEvents' | 'feeds' | 'changeRequests' | 'audit'> & {
    files: Pick<FileStore, 'list'>;
  };
  clock: Clock;
}

const waitingMax = 100;
const stateAfter = {
  alias: 'accepted',
  ignore: 'ignored',
  reject: 'rejected',
  reopen: 'open',
} as const;

/** Settles one difference, or opens it again; an alias comes and goes with the decision, each time as a version of the feed's bundle. */
export async function decideDriftEvent(
  asked: Asked<Operation>,
  { database, clock }: DecideDriftEventPorts,
): Promise<Result<ResponseOf<Operation>, DecideDriftEventFailure>> {
  const at = clock.now();
  const settled = await database.transaction((tx) => decide(tx, asked, at));
  if (!settled.ok) return settled;
  const event = settled.value;
  return success({ event, waiting: await waitingOf(database.files, event) });
}

async function decide(
  tx: Pick<Nouns, 'driftEvents' | 'feeds' | 'changeRequests' | 'audit'>,
  asked: Asked<Operation>,
  at: Date,
): Promise<Result<DriftEvent, DecideDriftEventFailure>> {
  const { caller, params, body } = asked;
  const { decision, reason } = body;
  const id = params.driftEventId;
  const known = await tx.driftEvents.find(id, caller.partner);
  // With the feed locked nobody decides beside us, and the event is read as whoever was before us left it.
  const feed = known && (await tx.feeds.lock(known.feed, caller.partner));
  const event = feed && (await tx.driftEvents.find(id, caller.partner));
  if (!feed || !event) return failure({ code: 'not-found', id });
  if ((event.state === 'open') === (decision === 'reopen'))
    return failure({ code: 'drift-decided', id, state: event.state });
  const made = await versionFor(tx, feed, { event, asked, at });
  if (!made.ok) return made;
  const by = actorOf(caller);
  const isOpen = decision === 'reopen';
  await tx.driftEvents.decide(id, [event.state], {
    state: stateAfter[decision],
    ...(isOpen ? { by: null, at: null, reason: null } : { by, at, reason }),
    bundleVersion: isOpen ? null : made.value,
  });
  const detail = { feed: feed.id, decision, reason, version: made.value };
  await tx.audit.append(deed(asked, at, `drift.${stateAfter[decision]}`, `drift:${id}`, detail));
  const now = await tx.driftEvents.find(id, null);
  if (!now) throw new Error(`Drift event ${id} cannot be read back`);
  return success(now);
}

interface Settling {
  readonly event: DriftEvent;
  readonly asked: Asked<Operation>;
  readonly at: Date;
}

/** The version of the bundle that the decision makes, null when it needs none. */
async function versionFor(
  tx: Pick<Nouns, 'feeds' | 'changeRequests' | 'audit'>,
  feed: Feed,
  { event, asked, at }: Settling,
): Promise<Result<number | null, DecideDriftEventFailure>> {
  const { decision, column, reason } = asked.body;
  const { format } = feed.bundle;
  const isTakenBack = decision === 'reopen' && event.state === 'accepted' && event.found !== null;
  if (decision !== 'alias' && !isTakenBack) return success(null);
  const alias = aliasOf(event, column, format);
  if (decision === 'alias' && alias === null)
    return failure({ code: 'drift-no-alias', id: event.id, kind: event.kind });
  const changed =
    alias && decision === 'alias'
      ? withAlias(format, alias)
      : withoutAlias(format, event.found ?? '');
  const made = await newBundleVersion(tx, feed, { format: changed, reason, asked, at });
  return made.ok ? made : failure({ code: 'feed-invalid', errors: made.failure.errors });
}

/** Files that were refused for their header, which an alias may have mended. */
async function waitingOf(
  files: Pick<FileStore, 'list'>,
  { feed, state }: DriftEvent,
): Promise<ResponseOf<Operation>['waiting']> {
  if (state !== 'accepted') return [];
  const { items } = await files.list({ feed, state: ['quarantined'], limit: waitingMax }, null);
  return items
    .filter(({ problem }) => problem?.code.startsWith('LAYOUT-'))
    .map(({ id, name, lastRun }) => ({ id, name, run: lastRun }));
}
