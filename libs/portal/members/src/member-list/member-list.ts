import type { Member } from '@waybill/contracts';
import { defineList, partnerFilter, searchFilter, statesFilter } from '@waybill/portal-core/list';
import { memberStateWords } from '../member-words.ts';

export const memberList = defineList({
  name: 'members',
  nouns: ['member', 'members'],
  path: '/bff/api/members',
  statsPath: '/bff/api/member-stats',
  id: (member: Member) => member.id,
  filters: {
    state: statesFilter(memberStateWords),
    q: searchFilter('Start of the member number'),
    partner: partnerFilter(),
  },
  sorts: { number: 'By number', changed: 'Last changed first' },
  columns: [
    { id: 'number', label: 'Number', width: 10, text: (member) => member.memberNo },
    {
      id: 'state',
      label: 'State',
      width: 7,
      card: 'bare',
      filter: { name: 'state', value: (member) => member.state },
    },
    { id: 'name', label: 'Name', width: 12, text: (member) => member.name },
    {
      id: 'partner',
      label: 'Partner',
      width: 10,
      text: (member) => member.partner,
      filter: { name: 'partner', value: (member) => member.partner },
    },
    { id: 'department', label: 'Department', width: 10, text: (member) => member.department },
    {
      id: 'job',
      label: 'Job',
      width: 10,
      optional: true,
      text: (member) => member.jobTitle,
    },
    { id: 'hired', label: 'Hired', width: 7, optional: true, text: (member) => member.hiredOn },
    {
      id: 'changed',
      label: 'Changed',
      width: 8,
      align: 'end',
      sorts: [{ id: 'changed', direction: 'descending' }],
    },
  ],
});
