import { sql } from 'kysely';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { among, beginningWith, ofPartner } from './conditions.ts';
import { filesNamed, isNamed, wordsOf, type Called } from './file-names.ts';

/** What a search for runs means: those whose id begins so or, where none does, those of files with such a name. */
export async function runsCalled(session: Session, q: string, tenant: Tenant): Promise<Called> {
  const { db, dialect } = session;
  const byId = beginningWith('run.id', q.toLowerCase());
  let known = db.selectFrom('run').select('no').where(byId).limit(1);
  if (tenant !== null) known = known.where(ofPartner('run.partner_no', tenant));
  if ((await known.execute()).length > 0) return { condition: byId, isMany: false };
  const named = await filesNamed(session, wordsOf(q));
  if ('few' in named) return { condition: among(dialect, 'run.file_no', named.few), isMany: false };
  if ('many' in named) return { condition: isNamed('run.file_no', named.many), isMany: true };
  const runs = sql`(select r.no from file_name_part p join run r on r.file_no = p.file_no where ${named.some})`;
  return { condition: sql<boolean>`run.no in ${runs}`, isMany: true };
}
