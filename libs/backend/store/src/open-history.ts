import type { Clock } from '@waybill/kit';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { withRetries } from './dialect/retry.ts';
import { connect, nounsIn } from './open-database.ts';
import type { Session } from './session.ts';

/** A database that is told what happened before it was there: the clock it goes by is handed in. */
export interface History {
  /**
   * Everything that `chapter` does through the database it is given becomes visible at once or not at all; transactions in it are
   * savepoints. No other worker ever sees its runs under way, so leases may count by the past. A deadlock makes the chapter run
   * again from its beginning. Other writers of SQLite wait meanwhile: keep a chapter well below a second.
   */
  tell<T>(chapter: (db: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param url as for `openDatabase`; the schema has to be up to date */
export function openHistory(
  url: string,
  clock: Clock,
  random: () => number = Math.random,
): History {
  const { db, dialect } = connect(url, { poolSize: 1, random }, clock);
  return {
    tell: (chapter) =>
      withRetries(random, () =>
        db.transaction().execute((tx) => {
          const inner: Session = { db: tx, dialect, atomically: (work) => work(inner) };
          return chapter(joined({ ...inner, atomically: savepoints(inner) }));
        }),
      ),
    close: () => db.destroy(),
  };
}

function joined(session: Session): Database {
  return {
    ...nounsIn(session),
    transaction: (work) => session.atomically((tx) => work(nounsIn(tx))),
    migrate: () => Promise.reject(new Error('A chapter of history changes no schema')),
    ping: async () => {
      await sql`select 1`.execute(session.db);
    },
    close: () => Promise.reject(new Error('A chapter of history is closed by its end')),
  };
}

/** A failed part takes back what it wrote and nothing else. One at a time, as the connection is one. */
function savepoints(inner: Session): Session['atomically'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(async () => {
      await sql`savepoint part`.execute(inner.db);
      try {
        const result = await work(inner);
        await sql`release savepoint part`.execute(inner.db);
        return result;
      } catch (error) {
        await sql`rollback to savepoint part`.execute(inner.db);
        throw error;
      }
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}
