import type { CallOf, operations } from '@waybill/contracts';

type NewFeedInput = CallOf<(typeof operations)['createFeed']>['body'];

/** Purchases with ids, one point per whole unit of money, doubled for books. */
export const examplePurchases = {
  code: 'purchases',
  name: 'Purchases',
  filePattern: 'purchases-*.csv',
  unknownMembers: 'create',
  format: {
    documentType: 'purchase',
    layout: {
      columns: [
        { name: 'txn_id', required: true },
        { name: 'member_id', required: true },
        { name: 'date', type: 'date', required: true },
        { name: 'amount', type: 'decimal', scale: 2, required: true },
        { name: 'category' },
        { name: 'note' },
      ],
    },
    mapping: {
      fields: [
        { field: 'txnId', column: 'txn_id' },
        { field: 'memberNo', column: 'member_id' },
        { field: 'occurredOn', column: 'date' },
        { field: 'amount', column: 'amount' },
        { field: 'currency', constant: 'USD' },
        { field: 'category', column: 'category' },
        { field: 'note', column: 'note' },
      ],
    },
  },
  rules: {
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name: 'standard',
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      { name: 'category', type: 'text', optional: true },
    ],
    tables: [
      {
        id: 'bonus',
        hitPolicy: 'first',
        columns: [{ input: 'category' }],
        rows: [
          { id: 'books', when: ['"BOOKS"'], then: [{ do: 'accrue', points: 'floor(amount)' }] },
        ],
      },
    ],
    rules: [{ id: 'base', when: 'true', then: [{ do: 'accrue', points: 'floor(amount)' }] }],
  },
} satisfies NewFeedInput;

export const exampleFile = [
  'txn_id,member_id,date,amount,category,note',
  'T1,E1,2026-11-01,12.50,BOOKS,for Erika',
  'T2,E2,31.02.2026,5.00,,call 555-0100',
  'T3,E1,2026-11-02,7.00,,',
  '',
].join('\n');
