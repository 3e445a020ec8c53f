import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

const standard = {
  id: 'standard',
  amount: '-',
  points: 'floor(amount * 0.2)',
  example: ['149.99', 29],
} as const;
const large = {
  id: 'large',
  amount: '>= 300.0',
  points: 'floor(amount * 0.3)',
  example: ['300.00', 90],
} as const;

/** The rules at first, and those that somebody asked for. */
export const karooRules = (stage: 'at-first' | 'large-baskets') =>
  tiers('karoo-canteen', 12, stage === 'at-first' ? [standard] : [large, standard]);

/** Fixed width, once a week, from a machine older than commas. */
export const karoo: PartnerPlan = {
  partner: {
    id: 'karoo',
    name: 'Karoo Mining',
    state: 'live',
    timeZone: 'Africa/Johannesburg',
    contacts: [{ name: 'Sage Quarry', email: 'systems@karoo.example', purpose: 'technical' }],
  },
  people: { count: 220, numbered: (at) => `K${String(at + 1).padStart(7, '0')}` },
  feeds: [
    {
      code: 'canteen',
      name: 'Canteen and shop',
      filePattern: 'CANTEEN.*',
      unknownMembers: 'create',
      dialect: { format: 'fixed-width', header: false, trim: true },
      columns: [
        { name: 'slip', field: 'txnId', required: true, start: 0, width: 16 },
        { name: 'clock_no', field: 'memberNo', required: true, start: 16, width: 8 },
        {
          name: 'date',
          field: 'occurredOn',
          type: 'date',
          format: 'yyyyMMdd',
          required: true,
          start: 24,
          width: 8,
        },
        {
          name: 'rand',
          field: 'amount',
          type: 'decimal',
          scale: 2,
          required: true,
          start: 32,
          width: 10,
        },
        { name: 'till', field: 'store', start: 42, width: 12 },
      ],
      constants: { currency: 'ZAR' },
      purchases: {
        rules: karooRules('at-first'),
        rows: 48,
        basket: { least: 1_500, most: 60_000 },
        currency: 'ZAR',
        stores: ['North shaft', 'South shaft', 'Village'],
        weekends: 'quiet',
        faultsOnceIn: 140,
      },
      rhythm: { sevenDays: 5 },
      sentAt: '07:30',
      fileName: (day) => `CANTEEN.${written(day, 'yyyyMMdd')}`,
    },
  ],
};
