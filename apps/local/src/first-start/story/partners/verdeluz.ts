import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** Semicolons without a header, decimal commas. */
export const verdeluz: PartnerPlan = {
  partner: {
    id: 'verdeluz',
    name: 'Verdeluz Mercados',
    state: 'live',
    timeZone: 'America/Sao_Paulo',
    contacts: [{ name: 'Val Ridge', email: 'integracao@verdeluz.example', purpose: 'technical' }],
  },
  people: { count: 180, numbered: (at) => `V${String(at + 1).padStart(6, '0')}` },
  feeds: [
    {
      code: 'compras',
      name: 'Compras de colaboradores',
      filePattern: 'COMPRAS*.TXT',
      unknownMembers: 'create',
      dialect: { delimiter: ';', header: false },
      columns: [
        { name: 'cupom', field: 'txnId', required: true },
        { name: 'matricula', field: 'memberNo', required: true },
        { name: 'data', field: 'occurredOn', type: 'date', format: 'dd/MM/yyyy', required: true },
        {
          name: 'valor',
          field: 'amount',
          type: 'decimal',
          scale: 2,
          decimalSeparator: ',',
          required: true,
        },
        { name: 'moeda', field: 'currency', required: true },
        { name: 'loja', field: 'store' },
      ],
      purchases: {
        rules: tiers('verdeluz-compras', 18, [
          {
            id: 'grande',
            amount: '>= 400.0',
            points: 'floor(amount * 0.5)',
            example: ['400.00', 200],
          },
          { id: 'padrao', amount: '-', points: 'floor(amount * 0.25)', example: ['399.99', 99] },
        ]),
        rows: 120,
        basket: { least: 900, most: 90_000 },
        currency: 'BRL',
        stores: ['São Paulo', 'Niterói', 'Florianópolis', 'Brasília'],
        weekends: 'quiet',
        faultsOnceIn: 60,
      },
      rhythm: 'weekdays',
      sentAt: '06:50',
      fileName: (day) => `COMPRAS${written(day, 'ddMMyyyy')}.TXT`,
    },
  ],
};
