import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** Came every day, and did not come today. */
export const zephyr: PartnerPlan = {
  partner: {
    id: 'zephyr',
    name: 'Zephyr Logistics',
    state: 'live',
    timeZone: 'Asia/Dubai',
    contacts: [{ name: 'Dana Sands', email: 'helpdesk@zephyr.example', purpose: 'technical' }],
  },
  people: { count: 80, numbered: (at) => `Z${String(at + 1).padStart(5, '0')}` },
  feeds: [
    {
      code: 'orders',
      name: 'Staff orders',
      filePattern: 'orders_*.tsv',
      unknownMembers: 'create',
      dialect: { delimiter: '\t' },
      columns: [
        { name: 'order', field: 'txnId', required: true },
        { name: 'employee', field: 'memberNo', required: true },
        { name: 'day', field: 'occurredOn', type: 'date', format: 'yyyyMMdd', required: true },
        { name: 'aed', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'hub', field: 'store' },
      ],
      constants: { currency: 'AED' },
      purchases: {
        rules: tiers('zephyr-orders', 24, [
          { id: 'standard', amount: '-', points: 'floor(amount * 0.35)', example: ['100.00', 35] },
        ]),
        rows: 45,
        basket: { least: 1_000, most: 70_000 },
        currency: 'AED',
        stores: ['Jebel', 'Creek', 'Marina'],
        weekends: 'quiet',
      },
      rhythm: 'every day',
      sentAt: '05:15',
      fileName: (day) => `orders_${written(day, 'yyyyMMdd')}.tsv`,
    },
  ],
};
