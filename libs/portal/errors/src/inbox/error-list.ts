import type { RowError } from '@waybill/contracts';
import { rowErrorWords } from '@waybill/portal-core';
import {
  defineList,
  feedFilter,
  partnerFilter,
  searchFilter,
  statesFilter,
  textFilter,
  timeRange,
} from '@waybill/portal-core/list';
import type { List } from '@waybill/portal-core/list';

export const errorList = defineList({
  name: 'row-errors',
  nouns: ['row', 'rows'],
  path: '/bff/api/row-errors',
  statsPath: '/bff/api/row-error-stats',
  id: (error: RowError) => error.id,
  live: 'newest',
  filters: {
    state: statesFilter(rowErrorWords),
    q: searchFilter('Member number or transaction id'),
    partner: partnerFilter(),
    feed: feedFilter(),
    code: textFilter('Code'),
    column: textFilter('Column'),
    run: textFilter('Run'),
    ...timeRange,
  },
  sorts: { newest: 'Newest first', oldest: 'Oldest first' },
  columns: [
    {
      id: 'what',
      label: 'What is wrong',
      width: 20,
      text: ({ problems }) => problems[0]?.message ?? null,
    },
    {
      id: 'state',
      label: 'State',
      width: 8,
      card: 'bare',
      filter: { name: 'state', value: (error) => error.state },
    },
    { id: 'found', label: 'Found', width: 10 },
    { id: 'row', label: 'Row', width: 5, align: 'end', card: 'none' },
    {
      id: 'member',
      label: 'Member',
      width: 8,
      text: (error) => error.memberNo,
      filter: { name: 'q', value: (error) => error.memberNo },
    },
    {
      id: 'at',
      label: 'Found at',
      width: 9,
      align: 'end',
      card: 'bare',
      sorts: [
        { id: 'newest', direction: 'descending' },
        { id: 'oldest', direction: 'ascending' },
      ],
    },
    {
      id: 'code',
      label: 'Code',
      width: 8,
      optional: true,
      text: ({ problems }) => problems[0]?.code ?? null,
      filter: { name: 'code', value: ({ problems }) => problems[0]?.code ?? null },
    },
    {
      id: 'feed',
      label: 'Feed',
      width: 12,
      optional: true,
      text: (error) => error.feed,
      filter: { name: 'feed', value: (error) => error.feed },
    },
    {
      id: 'run',
      label: 'Run',
      width: 12,
      optional: true,
      text: (error) => error.run,
      filter: { name: 'run', value: (error) => error.run },
    },
    { id: 'txn', label: 'Transaction', width: 10, optional: true, text: (error) => error.txnId },
  ],
});

export type ErrorList = List<
  RowError,
  keyof (typeof errorList)['filters'],
  keyof (typeof errorList)['sorts']
>;
