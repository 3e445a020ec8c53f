import { sql } from 'kysely';
import { partBytesMax, wordsOf, writeNameParts } from '../sql/file-names.ts';
import type { SchemaStep } from './migrations.ts';

const filesAtATime = 500;

/** Files by the words of their names: an index instead of a look at every name. */
export const fileNames: SchemaStep = {
  name: '011-file-names',
  // Made before there was a release.
  lastReader: '0.0.0',
  statements: (t, { engine }) => [
    ...['file_by_name', 'file_by_name_of_partner'].map((index) =>
      engine === 'sqlite'
        ? sql`drop index ${sql.ref(index)}`
        : sql`drop index ${sql.ref(index)} on inbound_file`,
    ),
    sql`alter table inbound_file rename column name_folded to name_words`,
    sql`create table file_name_part (
      part ${t.key('part', partBytesMax)} not null, file_no ${t.int} not null, primary key (part, file_no)
    ) ${t.keyedTable}`,
  ],
};

/** The names that were there before; a step of its own, so that one that was cut short begins again. */
export const fileNamesFilled: SchemaStep = {
  name: '012-file-names-filled',
  fill: async (session) => {
    let files: { no: number; name: string }[];
    let last = 0;
    do {
      files = await session.db
        .selectFrom('inbound_file')
        .select(['no', 'name'])
        .where('no', '>', last)
        .orderBy('no')
        .limit(filesAtATime)
        .execute();
      const named = files.map(({ no, name }) => ({ no, words: wordsOf(name) }));
      for (const { no, words } of named) {
        await session.db
          .updateTable('inbound_file')
          .set({ name_words: words })
          .where('no', '=', no)
          .execute();
      }
      await writeNameParts(session, named);
      last = files.at(-1)?.no ?? last;
    } while (files.length > 0);
  },
};
