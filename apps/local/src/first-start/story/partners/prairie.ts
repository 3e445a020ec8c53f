import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** No header, no ids: a row is known by its content. */
export const prairie: PartnerPlan = {
  partner: {
    id: 'prairie',
    name: 'Prairie Rail',
    state: 'live',
    timeZone: 'America/Chicago',
    contacts: [{ name: 'Lee Meadow', email: 'benefits@prairie.example', purpose: 'business' }],
  },
  people: { count: 150, numbered: (at) => `R${String(9000 + at)}` },
  feeds: [
    {
      code: 'statement',
      name: 'Weekly statement',
      filePattern: 'stmt-*.csv',
      unknownMembers: 'create',
      dialect: { header: false },
      columns: [
        { name: 'badge', field: 'memberNo', required: true },
        { name: 'date', field: 'occurredOn', type: 'date', format: 'MM/dd/yyyy', required: true },
        { name: 'amount', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'station', field: 'store' },
      ],
      constants: { currency: 'USD' },
      transactionKey: {
        kind: 'derived',
        columns: ['badge', 'date', 'amount', 'station'],
        scope: 'file',
      },
      purchases: {
        rules: tiers('prairie-statement', 24, [
          { id: 'standard', amount: '-', points: 'floor(amount)', example: ['45.90', 45] },
        ]),
        rows: 40,
        basket: { least: 300, most: 14_000 },
        currency: 'USD',
        stores: ['Union', 'Yard 4', 'Depot'],
        weekends: 'quiet',
      },
      rhythm: { sevenDays: 4 },
      sentAt: '08:00',
      fileName: (day) => `stmt-${written(day)}.csv`,
    },
  ],
};
