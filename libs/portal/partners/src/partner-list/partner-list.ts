import type { Partner } from '@waybill/contracts';
import { partnerWords } from '@waybill/portal-core/words';
import { defineList, searchFilter, statesFilter } from '@waybill/portal-core/list';

export const partnerList = defineList({
  name: 'partners',
  nouns: ['partner', 'partners'],
  path: '/bff/api/partners',
  statsPath: '/bff/api/partner-stats',
  id: (partner: Partner) => partner.id,
  filters: {
    state: statesFilter(partnerWords),
    q: searchFilter('Name or id'),
  },
  sorts: { id: 'By id', changed: 'Changed last first' },
  columns: [
    {
      id: 'name',
      label: 'Partner',
      width: 16,
      sorts: [{ id: 'id', direction: 'ascending' }],
      text: (partner) => partner.name,
    },
    {
      id: 'state',
      label: 'State',
      width: 8,
      card: 'bare',
      filter: { name: 'state', value: (partner) => partner.state },
    },
    { id: 'contact', label: 'Technical contact', width: 16, card: 'labelled' },
    { id: 'zone', label: 'Time zone', width: 10, text: (partner) => partner.timeZone },
    {
      id: 'changed',
      label: 'Changed',
      width: 9,
      align: 'end',
      card: 'labelled',
      sorts: [{ id: 'changed', direction: 'descending' }],
    },
    { id: 'created', label: 'Since', width: 9, align: 'end', optional: true },
  ],
});
