import type { ChangeRequest } from '@waybill/contracts';
import { defineList, feedFilter, partnerFilter, statesFilter } from '@waybill/portal-core/list';
import { requestWords } from './request-words.ts';

export const requestList = defineList({
  name: 'change-requests',
  nouns: ['change request', 'change requests'],
  path: '/bff/api/change-requests',
  id: (request: ChangeRequest) => request.id,
  live: 'newest',
  filters: {
    state: statesFilter(requestWords),
    partner: { ...partnerFilter(), clears: ['ruleSet'] },
    ruleSet: { ...feedFilter(), label: 'Rules of', all: 'All rules' },
  },
  sorts: { newest: 'Newest first' },
  columns: [
    { id: 'version', label: 'Version', width: 18, text: (request) => request.ruleVersion },
    {
      id: 'state',
      label: 'State',
      width: 10,
      card: 'bare',
      filter: { name: 'state', value: (request) => request.state },
    },
    {
      id: 'rules',
      label: 'Rules of',
      width: 14,
      card: 'wide',
      text: (request) => request.ruleSet,
      filter: { name: 'ruleSet', value: (request) => request.ruleSet },
    },
    { id: 'base', label: 'Instead of', width: 11, card: 'labelled' },
    { id: 'by', label: 'Asked by', width: 9, card: 'labelled' },
    { id: 'at', label: 'Asked', width: 8, align: 'end', card: 'labelled' },
  ],
});
