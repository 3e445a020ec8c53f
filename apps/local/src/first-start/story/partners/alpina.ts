import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** Purchases and returns in one file. */
export const alpina: PartnerPlan = {
  partner: {
    id: 'alpina',
    name: 'Alpina Reisen',
    state: 'live',
    timeZone: 'Europe/Zurich',
    contacts: [{ name: 'Robin Glen', email: 'betrieb@alpina.example', purpose: 'technical' }],
  },
  people: { count: 90, numbered: (at) => `AR${String(2000 + at)}` },
  feeds: [
    {
      code: 'buchungen',
      name: 'Buchungen und Stornos',
      filePattern: 'buchungen_*.csv',
      unknownMembers: 'create',
      dialect: { delimiter: ';' },
      columns: [
        { name: 'Buchung', field: 'txnId', required: true },
        { name: 'Mitarbeiter', field: 'memberNo', required: true },
        { name: 'Datum', field: 'occurredOn', type: 'date', format: 'dd.MM.yyyy', required: true },
        { name: 'Betrag', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'Währung', field: 'currency', required: true },
        { name: 'Art', field: 'kind' },
        { name: 'Storno von', field: 'originalTxnId' },
        { name: 'Büro', field: 'store' },
      ],
      purchases: {
        rules: tiers(
          'alpina-buchungen',
          36,
          [{ id: 'standard', amount: '-', points: 'floor(amount * 0.5)', example: ['81.50', 40] }],
          { returns: true },
        ),
        rows: 58,
        basket: { least: 4_000, most: 180_000 },
        currency: 'CHF',
        stores: ['Zürich', 'Bern', 'Chur'],
        weekends: 'busy',
        returnsOnceIn: 16,
      },
      rhythm: 'every day',
      sentAt: '06:00',
      fileName: (day) => `buchungen_${written(day)}.csv`,
    },
  ],
};
