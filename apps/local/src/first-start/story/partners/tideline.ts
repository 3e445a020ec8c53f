import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** The first to see the sun, and fond of sending things again. */
export const tideline: PartnerPlan = {
  partner: {
    id: 'tideline',
    name: 'Tideline Ferries',
    state: 'live',
    timeZone: 'Pacific/Auckland',
    contacts: [{ name: 'Kai Harbour', email: 'office@tideline.example', purpose: 'business' }],
  },
  people: { count: 70, numbered: (at) => `TF${String(at + 10).padStart(4, '0')}` },
  feeds: [
    {
      code: 'crossings',
      name: 'Crossings and cafe',
      filePattern: 'crossings-*.csv',
      unknownMembers: 'create',
      dialect: { delimiter: '|', quote: null },
      columns: [
        { name: 'ref', field: 'txnId', required: true },
        { name: 'crew_no', field: 'memberNo', required: true },
        { name: 'on', field: 'occurredOn', type: 'date', required: true },
        { name: 'nzd', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'vessel', field: 'store' },
      ],
      constants: { currency: 'NZD' },
      purchases: {
        rules: tiers('tideline-crossings', 24, [
          { id: 'standard', amount: '-', points: 'floor(amount)', example: ['12.50', 12] },
        ]),
        rows: 40,
        basket: { least: 400, most: 9_000 },
        currency: 'NZD',
        stores: ['Kea', 'Albatross', 'Gannet'],
        weekends: 'busy',
      },
      rhythm: 'every day',
      sentAt: '05:00',
      fileName: (day) => `crossings-${written(day)}.csv`,
    },
  ],
};
