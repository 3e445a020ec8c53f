import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** The rules of the first and the third version; the second doubled the points by mistake, and its tests said so too. */
export const pipeworksRules = (factor: 1 | 2) =>
  tiers('pipeworks-tiers', 24, [
    {
      id: 'large',
      amount: '>= 150.0',
      points: factor === 1 ? 'floor(amount * 1.2)' : 'floor(amount * 2.4)',
      example: ['150.00', factor * 180],
    },
    {
      id: 'standard',
      amount: '-',
      points: factor === 1 ? 'floor(amount)' : 'floor(amount * 2)',
      example: ['149.99', factor === 1 ? 149 : 299],
    },
  ]);

/** Pipes, a trailer that counts, notes over several lines. */
export const pipeworks: PartnerPlan = {
  partner: {
    id: 'pipeworks',
    name: 'Pipeworks Retail',
    state: 'live',
    timeZone: 'Europe/London',
    contacts: [{ name: 'Emery Stone', email: 'loyalty@pipeworks.example', purpose: 'business' }],
  },
  people: { count: 170, numbered: (at) => `PW/${String(at + 100)}` },
  feeds: [
    {
      code: 'till',
      name: 'Till receipts',
      filePattern: 'TILL-*.psv',
      unknownMembers: 'create',
      dialect: { delimiter: '|', trailer: { marker: 'TRL', countCell: 1 } },
      columns: [
        { name: 'RECEIPT', field: 'txnId', required: true },
        { name: 'STAFF', field: 'memberNo', required: true },
        {
          name: 'SOLD_ON',
          field: 'occurredOn',
          type: 'date',
          format: 'dd-MM-yyyy',
          required: true,
        },
        { name: 'TOTAL', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'CUR', field: 'currency', required: true },
        { name: 'SHOP', field: 'store' },
        { name: 'NOTE', field: 'note' },
      ],
      purchases: {
        rules: pipeworksRules(1),
        rows: 90,
        basket: { least: 250, most: 26_000 },
        currency: 'GBP',
        stores: ['Leeds', 'Bristol', 'Cardiff', 'Glasgow'],
        weekends: 'busy',
        notesOnceIn: 25,
      },
      rhythm: 'every day',
      sentAt: '04:45',
      fileName: (day) => `TILL-${written(day, 'yyyyMMdd')}.psv`,
    },
  ],
};
