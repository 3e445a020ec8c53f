import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** Times of the shop's clock instead of dates. */
export const monsoon: PartnerPlan = {
  partner: {
    id: 'monsoon',
    name: 'Monsoon Textiles',
    state: 'live',
    timeZone: 'Asia/Kolkata',
    contacts: [{ name: 'Sasha Brook', email: 'it@monsoon.example', purpose: 'technical' }],
  },
  people: { count: 190, numbered: (at) => `MT-${String(5000 + at)}` },
  feeds: [
    {
      code: 'sales',
      name: 'Staff shop sales',
      filePattern: 'sales-*.csv',
      unknownMembers: 'create',
      columns: [
        { name: 'bill_no', field: 'txnId', required: true },
        { name: 'emp_code', field: 'memberNo', required: true },
        {
          name: 'billed_at',
          field: 'occurredOn',
          type: 'timestamp',
          format: 'dd-MM-yyyy HH:mm',
          timeZone: 'Asia/Kolkata',
          required: true,
        },
        { name: 'amount', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'currency', field: 'currency', required: true },
        { name: 'outlet', field: 'store' },
      ],
      purchases: {
        rules: tiers('monsoon-sales', 24, [
          {
            id: 'festive',
            amount: '>= 5000.0',
            points: 'floor(amount * 0.05)',
            example: ['5000.00', 250],
          },
          {
            id: 'standard',
            amount: '-',
            points: 'floor(amount * 0.025)',
            example: ['4999.99', 124],
          },
        ]),
        rows: 85,
        basket: { least: 8_000, most: 900_000 },
        currency: 'INR',
        stores: ['Pune', 'Kochi', 'Jaipur', 'Surat'],
        weekends: 'busy',
      },
      rhythm: 'every day',
      sentAt: '06:30',
      fileName: (day) => `sales-${written(day)}.csv`,
    },
  ],
};
