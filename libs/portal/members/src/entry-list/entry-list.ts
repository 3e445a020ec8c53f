import type { LedgerEntry } from '@waybill/contracts';
import {
  choiceFilter,
  defineList,
  feedFilter,
  partnerFilter,
  searchFilter,
  textFilter,
  timeRange,
} from '@waybill/portal-core/list';

/** Filters by their names in the API; `member` and `run` come from links and cells. */
export const entryList = defineList({
  name: 'entries',
  nouns: ['entry', 'entries'],
  path: '/bff/api/ledger-entries',
  id: (entry: LedgerEntry) => entry.id,
  live: 'newest',
  filters: {
    txnId: searchFilter('Transaction id'),
    partner: partnerFilter(),
    feed: feedFilter(),
    kind: choiceFilter('Kind', 'All kinds', { accrual: 'Accruals', reversal: 'Reversals' }),
    member: textFilter('Member'),
    run: textFilter('Run'),
    ruleVersion: textFilter('Rule version'),
    ...timeRange,
  },
  sorts: { newest: 'Newest first' },
  columns: [
    { id: 'txn', label: 'Transaction', width: 12, text: (entry) => entry.txnId },
    {
      id: 'points',
      label: 'Points',
      width: 6,
      align: 'end',
      text: (entry) => String(entry.points),
    },
    {
      id: 'kind',
      label: 'Kind',
      width: 7,
      card: 'bare',
      filter: { name: 'kind', value: (entry) => entry.kind },
    },
    {
      id: 'member',
      label: 'Member',
      width: 10,
      text: (entry) => entry.member,
      filter: { name: 'member', value: (entry) => entry.member },
    },
    {
      id: 'feed',
      label: 'Feed',
      width: 13,
      text: (entry) => entry.feed,
      filter: { name: 'feed', value: (entry) => entry.feed },
    },
    {
      id: 'rules',
      label: 'Rules',
      width: 11,
      text: (entry) => entry.ruleVersion,
      filter: { name: 'ruleVersion', value: (entry) => entry.ruleVersion },
    },
    { id: 'clauses', label: 'Clauses', width: 11, optional: true, text: (entry) => entry.clauses },
    {
      id: 'occurred',
      label: 'Purchased',
      width: 7,
      optional: true,
      text: (entry) => entry.occurredOn,
    },
    { id: 'expires', label: 'Expires', width: 7, optional: true, text: (entry) => entry.expiresOn },
    { id: 'posted', label: 'Booked', width: 8, align: 'end' },
  ],
});
