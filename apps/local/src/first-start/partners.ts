import type { NewFeedInput, NewPartnerInput } from './tell-story.ts';

const rules = (name: string, tables: unknown[]) => ({
  $schema: 'https://waybill.dev/schemas/rule-set-1.json',
  name,
  inputs: [
    { name: 'occurredOn', type: 'date' },
    { name: 'amount', type: 'decimal', scale: 4 },
  ],
  tables,
});

const accrue = (points: string) => [
  { do: 'accrue', points, expires: { months: 24, endOf: 'month' } },
];

/** Two partners in two dialects: enough for a first look, each with something that went wrong. */
export const partners: readonly { partner: NewPartnerInput; feeds: readonly NewFeedInput[] }[] = [
  {
    partner: { id: 'acme', name: 'Acme Industries', timeZone: 'America/New_York' },
    feeds: [
      {
        code: 'purchases',
        name: 'Employee purchases',
        filePattern: 'purchases-*.csv',
        unknownMembers: 'create',
        format: {
          documentType: 'purchase',
          layout: {
            columns: [
              { name: 'txn_id', required: true },
              { name: 'member_id', required: true },
              { name: 'txn_date', type: 'date', required: true },
              { name: 'amount', type: 'decimal', scale: 2, required: true },
              { name: 'currency', required: true },
              { name: 'store' },
            ],
          },
          mapping: {
            fields: [
              { field: 'txnId', column: 'txn_id' },
              { field: 'memberNo', column: 'member_id' },
              { field: 'occurredOn', column: 'txn_date' },
              { field: 'amount', column: 'amount' },
              { field: 'currency', column: 'currency' },
              { field: 'store', column: 'store' },
            ],
          },
        },
        rules: rules('acme-tiers', [
          {
            id: 'tiers',
            title: 'More for larger baskets',
            hitPolicy: 'first',
            columns: [{ input: 'amount' }],
            rows: [
              { id: 'large', when: ['>= 200.0'], then: accrue('floor(amount * 1.5)') },
              { id: 'standard', when: ['-'], then: accrue('floor(amount)') },
            ],
          },
        ]),
      },
    ],
  },
  {
    partner: { id: 'hafenwerk', name: 'Hafenwerk GmbH', timeZone: 'Europe/Berlin' },
    feeds: [
      {
        code: 'einkauf',
        name: 'Mitarbeitereinkauf',
        filePattern: '*.csv',
        unknownMembers: 'create',
        format: {
          documentType: 'purchase',
          dialect: { delimiter: ';', encoding: 'windows-1252', trim: true },
          layout: {
            columns: [
              { name: 'Beleg', required: true },
              { name: 'Personalnummer', required: true },
              { name: 'Datum', type: 'date', format: 'dd.MM.yyyy', required: true },
              {
                name: 'Betrag',
                type: 'decimal',
                scale: 2,
                decimalSeparator: ',',
                required: true,
              },
              { name: 'Filiale' },
            ],
          },
          mapping: {
            fields: [
              { field: 'txnId', column: 'Beleg' },
              { field: 'memberNo', column: 'Personalnummer' },
              { field: 'occurredOn', column: 'Datum' },
              { field: 'amount', column: 'Betrag' },
              { field: 'currency', constant: 'EUR' },
              { field: 'store', column: 'Filiale' },
            ],
          },
        },
        rules: rules('hafenwerk-standard', [
          {
            id: 'grundregel',
            hitPolicy: 'first',
            columns: [{ input: 'amount' }],
            rows: [
              {
                id: 'gering',
                when: ['< 5.0'],
                then: [{ do: 'skip', reason: 'below the smallest basket of 5 EUR' }],
              },
              { id: 'standard', when: ['-'], then: accrue('floor(amount)') },
            ],
          },
        ]),
      },
    ],
  },
];
