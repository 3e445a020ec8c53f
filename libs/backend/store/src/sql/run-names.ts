import { sql } from 'kysely';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { among, beginningWith, ofPartner } from './conditions.ts';
import { fewFiles, filesNamed, wordsOf, type Called } from './file-names.ts';

/** What a search for runs means: those whose id begins so or, where none does, those of files with such a name. */
export async function runsCalled(session: Session, q: string, tenant: Tenant): Promise<Called> {
  const { db, dialect } = session;
  const byId = beginningWith('run.id', q.toLowerCase());
  let known = db.selectFrom('run').select('no').where(byId);
  if (tenant !== null) known = known.where(ofPartner('run.partner_no', tenant));
  const ids = await known.limit(fewFiles + 1).execute();
  if (ids.length > 0) return { condition: byId, isMany: ids.length > fewFiles };
  const named = await filesNamed(session, wordsOf(q));
  if ('few' in named) return { condition: among(dialect, 'run.file_no', named.few), isMany: false };
  const runs = sql`(select r.no from file_name_part p join run r on r.file_no = p.file_no where ${named.many.isNamed})`;
  return { condition: sql<boolean>`run.no in ${runs}`, isMany: true, many: named.many };
}
