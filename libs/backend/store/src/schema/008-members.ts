import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** What the lists of members are filtered and ordered by; entries are found through their runs and need nothing of their own. */
export const members: SchemaStep = {
  name: '008-members',
  statements: () => [
    sql`create index member_by_state on member (state, partner_no, member_no)`,
    sql`create index member_by_state_of_partner on member (partner_no, state, member_no)`,
    sql`create index member_changed on member (updated_at, partner_no, member_no)`,
    sql`create index member_changed_of_partner on member (partner_no, updated_at, member_no)`,
  ],
};
