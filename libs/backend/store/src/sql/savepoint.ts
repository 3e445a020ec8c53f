import { sql } from 'kysely';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { Session } from '../session.ts';

/**
 * Work inside a transaction that leaves nothing behind when it meets a taken key. Other failures end the whole transaction anyway, and
 * after a deadlock MySQL has forgotten the savepoint.
 */
export async function savepoint({ db }: Session, work: () => Promise<void>): Promise<void> {
  await sql`savepoint work`.execute(db);
  try {
    await work();
  } catch (error) {
    if (isDuplicate(error)) await sql`rollback to savepoint work`.execute(db);
    throw error;
  }
  await sql`release savepoint work`.execute(db);
}
