import type { AuditEvent } from '@waybill/contracts';
import { auditWords } from '@waybill/portal-core/audit-trail';
import { choiceFilter, defineList, textFilter, timeRange } from '@waybill/portal-core/list';

const actions = Object.fromEntries(
  Object.entries(auditWords)
    .map(([action, { label }]): [string, string] => [action, label])
    .toSorted(([, one], [, other]) => one.localeCompare(other)),
);

export const auditList = defineList({
  name: 'audit',
  nouns: ['event', 'events'],
  path: '/bff/api/audit-events',
  id: (event: AuditEvent) => String(event.seq),
  live: 'newest',
  filters: {
    action: choiceFilter('Action', 'All actions', actions),
    object: textFilter('Thing, e.g. run:run_01…'),
    actor: textFilter('Actor, e.g. person:support'),
    ...timeRange,
  },
  sorts: { newest: 'Newest first', oldest: 'Oldest first' },
  columns: [
    { id: 'what', label: 'What happened', width: 34, card: 'bare' },
    {
      id: 'at',
      label: 'When',
      width: 9,
      card: 'labelled',
      sorts: [
        { id: 'newest', direction: 'descending' },
        { id: 'oldest', direction: 'ascending' },
      ],
    },
    {
      id: 'actor',
      label: 'Actor',
      width: 10,
      card: 'labelled',
      text: (event) => event.actor,
      filter: { name: 'actor', value: (event) => event.actor },
    },
    {
      id: 'object',
      label: 'Thing',
      width: 13,
      card: 'none',
      text: (event) => event.object,
      filter: { name: 'object', value: (event) => event.object },
    },
    { id: 'detail', label: 'Details', width: 6, align: 'end', card: 'bare' },
    {
      id: 'action',
      label: 'Action',
      width: 13,
      optional: true,
      text: (event) => event.action,
      filter: { name: 'action', value: (event) => event.action },
    },
    { id: 'seq', label: 'No.', width: 5, align: 'end', optional: true },
    { id: 'hash', label: 'Hash', width: 12, optional: true, text: (event) => event.hash },
  ],
});
