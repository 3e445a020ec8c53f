import type { Job } from '@waybill/contracts';
import { choiceFilter, defineList, statesFilter } from '../list/index.ts';
import { jobKindWords, jobStateWords } from '../words/job-words.ts';

export const jobList = defineList({
  name: 'jobs',
  nouns: ['job', 'jobs'],
  path: '/bff/api/jobs',
  statsPath: '/bff/api/job-stats',
  id: (job: Job) => job.id,
  live: 'newest',
  filters: {
    state: statesFilter(jobStateWords),
    kind: choiceFilter('Kind', 'All kinds', jobKindWords),
    owner: choiceFilter('Whose', 'Mine', { everybody: 'Everybody’s' }),
  },
  sorts: { newest: 'Newest first', oldest: 'Oldest first' },
  columns: [
    { id: 'label', label: 'Job', width: 16, text: (job) => job.label },
    {
      id: 'state',
      label: 'State',
      width: 8,
      card: 'bare',
      filter: { name: 'state', value: (job) => job.state },
    },
    { id: 'progress', label: 'How far', width: 24, card: 'wide' },
    {
      id: 'created',
      label: 'Asked for',
      width: 8,
      card: 'labelled',
      sorts: [
        { id: 'newest', direction: 'descending' },
        { id: 'oldest', direction: 'ascending' },
      ],
    },
    { id: 'actions', label: 'Actions', width: 13, align: 'end', card: 'wide' },
    { id: 'requestedBy', label: 'By', width: 9, optional: true, text: (job) => job.requestedBy },
    { id: 'finished', label: 'Ended', width: 8, optional: true },
    { id: 'attempt', label: 'Attempt', width: 5.5, align: 'end', optional: true },
    { id: 'id', label: 'Job id', width: 14, optional: true, text: (job) => job.id },
  ],
});
