import type { BulkReplay, Replay } from '@waybill/contracts';
import { stateWords } from '@waybill/portal-core';
import {
  defineList,
  feedFilter,
  partnerFilter,
  statesFilter,
  textFilter,
  timeRange,
} from '@waybill/portal-core/list';

export const replayList = defineList({
  name: 'replays',
  nouns: ['replay', 'replays'],
  path: '/bff/api/replays',
  statsPath: '/bff/api/replay-stats',
  id: (replay: Replay) => replay.id,
  live: 'newest',
  filters: {
    state: statesFilter(stateWords),
    partner: partnerFilter(),
    feed: feedFilter(),
    requestedBy: textFilter('Requested by'),
    run: textFilter('Run that was replayed'),
    bulkReplay: textFilter('Bulk replay'),
    ...timeRange,
  },
  sorts: { newest: 'Newest first', oldest: 'Oldest first' },
  columns: [
    { id: 'file', label: 'File', width: 16, text: (replay) => replay.fileName },
    {
      id: 'state',
      label: 'State',
      width: 8.5,
      card: 'bare',
      filter: { name: 'state', value: (replay) => replay.state },
    },
    { id: 'effects', label: 'Effects', width: 13 },
    { id: 'points', label: 'Points', width: 6, align: 'end' },
    { id: 'verdict', label: 'Plan', width: 8 },
    {
      id: 'requestedBy',
      label: 'Requested by',
      width: 9,
      text: (replay) => replay.requestedBy,
      filter: { name: 'requestedBy', value: (replay) => replay.requestedBy },
    },
    {
      id: 'at',
      label: 'Started',
      width: 8,
      align: 'end',
      sorts: [
        { id: 'newest', direction: 'descending' },
        { id: 'oldest', direction: 'ascending' },
      ],
    },
    {
      id: 'rules',
      label: 'Rules',
      width: 9,
      optional: true,
      text: (replay) => replay.ruleVersion,
    },
    { id: 'reason', label: 'Reason', width: 14, optional: true, text: (replay) => replay.reason },
    { id: 'id', label: 'Id', width: 14, optional: true, text: (replay) => replay.id },
  ],
});

export const bulkReplayList = defineList({
  name: 'bulk-replays',
  nouns: ['bulk replay', 'bulk replays'],
  path: '/bff/api/bulk-replays',
  id: (bulk: BulkReplay) => bulk.id,
  live: 'newest',
  filters: {},
  sorts: { newest: 'Newest first', oldest: 'Oldest first' },
  columns: [
    { id: 'reason', label: 'Reason', width: 18, text: (bulk) => bulk.reason },
    { id: 'state', label: 'State', width: 8, card: 'bare' },
    { id: 'runs', label: 'Runs', width: 9, align: 'end' },
    { id: 'points', label: 'Points', width: 7, align: 'end' },
    { id: 'requestedBy', label: 'Requested by', width: 9, text: (bulk) => bulk.requestedBy },
    {
      id: 'at',
      label: 'Started',
      width: 8,
      align: 'end',
      sorts: [
        { id: 'newest', direction: 'descending' },
        { id: 'oldest', direction: 'ascending' },
      ],
    },
  ],
});
