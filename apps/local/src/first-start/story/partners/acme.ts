import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** The plainest of all: commas, UTF-8, ISO dates. Some rows are wrong every day. */
export const acme: PartnerPlan = {
  partner: {
    id: 'acme',
    name: 'Acme Industries',
    state: 'live',
    timeZone: 'America/New_York',
    contacts: [{ name: 'Rowan Field', email: 'data.desk@acme.example', purpose: 'business' }],
  },
  people: { count: 160, numbered: (at) => `E${String(1000 + at)}` },
  feeds: [
    {
      code: 'purchases',
      name: 'Employee purchases',
      filePattern: 'purchases-*.csv',
      unknownMembers: 'create',
      columns: [
        { name: 'txn_id', field: 'txnId', required: true },
        { name: 'member_id', field: 'memberNo', required: true },
        { name: 'txn_date', field: 'occurredOn', type: 'date', required: true },
        { name: 'amount', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'currency', field: 'currency', required: true },
        { name: 'store', field: 'store' },
      ],
      purchases: {
        rules: tiers('acme-tiers', 24, [
          {
            id: 'large',
            amount: '>= 200.0',
            points: 'floor(amount * 1.5)',
            example: ['200.00', 300],
          },
          { id: 'standard', amount: '-', points: 'floor(amount)', example: ['199.99', 199] },
        ]),
        rows: 96,
        basket: { least: 500, most: 32_000 },
        currency: 'USD',
        stores: ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'],
        weekends: 'busy',
        faultsOnceIn: 90,
      },
      rhythm: 'every day',
      sentAt: '05:40',
      fileName: (day) => `purchases-${written(day)}.csv`,
    },
    {
      code: 'roster',
      name: 'Employees',
      filePattern: 'roster-*.csv',
      unknownMembers: 'create',
      columns: [
        { name: 'employee', field: 'memberNo', required: true },
        { name: 'full_name', field: 'name' },
        { name: 'mail', field: 'email' },
        { name: 'status', field: 'status' },
        { name: 'title', field: 'jobTitle' },
        { name: 'department', field: 'department' },
        { name: 'hired', field: 'hiredOn', type: 'date' },
      ],
      rhythm: { sevenDays: 3 },
      sentAt: '04:10',
      fileName: (day) => `roster-${written(day)}.csv`,
    },
  ],
};
