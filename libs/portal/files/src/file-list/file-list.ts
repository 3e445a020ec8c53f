import type { InboundFile } from '@waybill/contracts';
import { fileWords } from '@waybill/portal-core';
import {
  defineList,
  feedFilter,
  partnerFilter,
  searchFilter,
  statesFilter,
  timeRange,
} from '@waybill/portal-core/list';

export const fileList = defineList({
  name: 'files',
  nouns: ['file', 'files'],
  path: '/bff/api/files',
  statsPath: '/bff/api/file-stats',
  id: (file: InboundFile) => file.id,
  live: 'newest',
  filters: {
    state: statesFilter(fileWords),
    q: searchFilter('Words of the name, or file id'),
    partner: partnerFilter(),
    feed: feedFilter(),
    ...timeRange,
  },
  sorts: { newest: 'Newest first', oldest: 'Oldest first', largest: 'Largest first' },
  columns: [
    { id: 'name', label: 'File', width: 17, text: (file) => file.name },
    {
      id: 'state',
      label: 'State',
      width: 8.75,
      card: 'bare',
      filter: { name: 'state', value: (file) => file.state },
    },
    { id: 'problem', label: 'Why', width: 17, card: 'wide' },
    {
      id: 'size',
      label: 'Size',
      width: 6,
      align: 'end',
      sorts: [{ id: 'largest', direction: 'descending' }],
    },
    {
      id: 'received',
      label: 'Received',
      width: 9,
      align: 'end',
      card: 'bare',
      sorts: [
        { id: 'newest', direction: 'descending' },
        { id: 'oldest', direction: 'ascending' },
      ],
    },
    {
      id: 'partner',
      label: 'Partner',
      width: 10,
      optional: true,
      text: (file) => file.partner,
      filter: { name: 'partner', value: (file) => file.partner },
    },
    {
      id: 'feed',
      label: 'Feed',
      width: 12,
      optional: true,
      text: (file) => file.feed,
      filter: { name: 'feed', value: (file) => file.feed },
    },
    { id: 'key', label: 'Object key', width: 20, optional: true, text: (file) => file.key },
    { id: 'id', label: 'File id', width: 14, optional: true, text: (file) => file.id },
  ],
});
