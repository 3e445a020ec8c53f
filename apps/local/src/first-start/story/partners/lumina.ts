import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** A roster with a trailer, and purchases of the people in it. */
export const lumina: PartnerPlan = {
  partner: {
    id: 'lumina',
    name: 'Lumina Health',
    state: 'live',
    timeZone: 'Australia/Sydney',
    contacts: [{ name: 'Remy Vale', email: 'people.systems@lumina.example', purpose: 'business' }],
  },
  people: { count: 240, numbered: (at) => `LH${String(40_000 + at)}` },
  feeds: [
    {
      code: 'roster',
      name: 'Staff roster',
      filePattern: 'staff_*.csv',
      unknownMembers: 'create',
      dialect: { trailer: { marker: 'TRAILER', countCell: 1 } },
      columns: [
        { name: 'staff_id', field: 'memberNo', required: true },
        { name: 'display_name', field: 'name' },
        { name: 'email', field: 'email' },
        { name: 'status', field: 'status' },
        { name: 'role', field: 'jobTitle' },
        { name: 'unit', field: 'department' },
        { name: 'start_date', field: 'hiredOn', type: 'date', format: 'dd/MM/yyyy' },
        { name: 'birth_date', field: 'bornOn', type: 'date', format: 'dd/MM/yyyy' },
      ],
      rhythm: { sevenDays: 1 },
      sentAt: '02:10',
      fileName: (day) => `staff_${written(day, 'yyyyMMdd')}.csv`,
    },
    {
      code: 'pharmacy',
      name: 'Pharmacy purchases',
      filePattern: 'pharmacy_*.csv',
      unknownMembers: 'create',
      columns: [
        { name: 'sale', field: 'txnId', required: true },
        { name: 'staff_id', field: 'memberNo', required: true },
        { name: 'sold', field: 'occurredOn', type: 'date', format: 'dd/MM/yyyy', required: true },
        { name: 'paid', field: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'site', field: 'store' },
      ],
      constants: { currency: 'AUD' },
      purchases: {
        rules: tiers('lumina-pharmacy', 24, [
          { id: 'tiny', amount: '< 3.0', points: 'skip', example: ['2.99', 0] },
          { id: 'standard', amount: '-', points: 'floor(amount * 2)', example: ['3.00', 6] },
        ]),
        rows: 62,
        basket: { least: 150, most: 12_000 },
        currency: 'AUD',
        stores: ['Harbour', 'West', 'North'],
        weekends: 'busy',
      },
      rhythm: 'every day',
      sentAt: '05:30',
      fileName: (day) => `pharmacy_${written(day, 'yyyyMMdd')}.csv`,
    },
  ],
};
