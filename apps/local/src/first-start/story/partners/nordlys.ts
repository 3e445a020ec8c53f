import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** Tabs and UTF-8, until somebody moved the export to another machine. */
export const nordlys: PartnerPlan = {
  partner: {
    id: 'nordlys',
    name: 'Nordlys Energi',
    state: 'live',
    timeZone: 'Europe/Oslo',
    contacts: [{ name: 'Noa Shore', email: 'drift@nordlys.example', purpose: 'technical' }],
  },
  people: { count: 120, numbered: (at) => `N-${String(at + 1).padStart(5, '0')}` },
  feeds: [
    {
      code: 'kjop',
      name: 'Kjøp i personalbutikk',
      filePattern: 'kjop_*.txt',
      unknownMembers: 'create',
      dialect: { delimiter: '\t', quote: null },
      columns: [
        { name: 'kvittering', field: 'txnId', required: true },
        { name: 'ansatt', field: 'memberNo', required: true },
        { name: 'dato', field: 'occurredOn', type: 'date', required: true },
        { name: 'beløp', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'sted', field: 'store' },
      ],
      constants: { currency: 'NOK' },
      purchases: {
        rules: tiers('nordlys-kjop', 36, [
          { id: 'standard', amount: '-', points: 'floor(amount * 0.1)', example: ['249.00', 24] },
        ]),
        rows: 90,
        basket: { least: 4_900, most: 240_000 },
        currency: 'NOK',
        stores: ['Tromsø', 'Ålesund', 'Bodø', 'Førde', 'Ås'],
        weekends: 'quiet',
      },
      rhythm: 'every day',
      sentAt: '05:05',
      fileName: (day) => `kjop_${written(day, 'yyyyMMdd')}.txt`,
    },
  ],
};
