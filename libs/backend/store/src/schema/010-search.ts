import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Things by how their id, number or name begins: among everybody's, and within a partner for its clients. */
export const search: SchemaStep = {
  name: '010-search',
  statements: (_t, { engine }) => {
    // MySQL indexes no more than 3072 bytes, which is less than the longest name.
    const name = engine === 'sqlite' ? sql`name_folded` : sql`name_folded(200)`;
    return [
      sql`create index member_by_number on member (member_no, partner_no)`,
      sql`create index run_by_id_of_partner on run (partner_no, id)`,
      sql`create index file_by_id_of_partner on inbound_file (partner_no, id)`,
      sql`create index file_by_name on inbound_file (${name})`,
      sql`create index file_by_name_of_partner on inbound_file (partner_no, ${name})`,
    ];
  },
};
