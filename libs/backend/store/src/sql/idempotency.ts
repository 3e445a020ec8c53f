import { columnTime } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { IdempotencyClaim, IdempotencyStore, StoredResponse } from '../nouns/idempotency.ts';
import type { Session } from '../session.ts';

/** A request that takes longer has died with its process, or so its caller will think; the key is free again. */
const inFlightMs = 60_000;

type Claim = Parameters<IdempotencyStore['claim']>[0];

export function idempotencyIn(session: Session): IdempotencyStore {
  const { db } = session;
  const entry = ({ caller, operation, key }: Omit<Claim, 'requestHash' | 'at'>) =>
    db
      .updateTable('idempotency')
      .where('caller', '=', caller)
      .where('operation', '=', operation)
      .where('idem_key', '=', key);
  return {
    claim: (claimed) => claim(session, claimed),

    complete: async ({ response, ...which }) => {
      const { status, headers, body } = response;
      await entry(which)
        .set({ status, headers: JSON.stringify(headers), body })
        .execute();
    },

    release: async ({ caller, operation, key }) => {
      await db
        .deleteFrom('idempotency')
        .where('caller', '=', caller)
        .where('operation', '=', operation)
        .where('idem_key', '=', key)
        .where('status', 'is', null)
        .execute();
    },

    purge: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('idempotency')
        .where('claimed_at', '<', columnTime(before))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

async function claim(
  { db }: Session,
  { caller, operation, key, requestHash, at }: Claim,
): Promise<IdempotencyClaim> {
  const time = columnTime(at);
  try {
    await db
      .insertInto('idempotency')
      .values({ caller, operation, idem_key: key, request_hash: requestHash, claimed_at: time })
      .execute();
    return { kind: 'first' };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const known = await db
    .selectFrom('idempotency')
    .selectAll()
    .where('caller', '=', caller)
    .where('operation', '=', operation)
    .where('idem_key', '=', key)
    .executeTakeFirst();
  // Released between the two statements: as good as in flight, the caller tries again.
  if (known === undefined) return { kind: 'in-flight' };
  if (known.request_hash !== requestHash) return { kind: 'other-request' };
  if (known.status !== null) return { kind: 'done', response: responseOf(known) };
  const { numUpdatedRows } = await db
    .updateTable('idempotency')
    .set({ claimed_at: time })
    .where('caller', '=', caller)
    .where('operation', '=', operation)
    .where('idem_key', '=', key)
    .where('status', 'is', null)
    .where('claimed_at', '<', columnTime(new Date(at.getTime() - inFlightMs)))
    .executeTakeFirstOrThrow();
  return { kind: numUpdatedRows > 0n ? 'first' : 'in-flight' };
}

function responseOf(row: {
  status: number | null;
  headers: string | null;
  body: string | null;
}): StoredResponse {
  return {
    status: row.status ?? 500,
    headers: JSON.parse(row.headers ?? '{}') as Record<string, string>,
    body: row.body ?? '',
  };
}
