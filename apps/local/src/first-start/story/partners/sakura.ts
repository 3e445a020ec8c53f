import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** UTF-16, tabs, whole yen. */
export const sakura: PartnerPlan = {
  partner: {
    id: 'sakura',
    name: 'Sakura Foods KK',
    state: 'live',
    timeZone: 'Asia/Tokyo',
    contacts: [{ name: 'Ari Lake', email: 'renkei@sakura.example', purpose: 'business' }],
  },
  people: { count: 200, numbered: (at) => `SF${String(300_000 + at * 7)}` },
  feeds: [
    {
      code: 'koubai',
      name: '社員購買',
      filePattern: 'koubai_*.tsv',
      unknownMembers: 'create',
      dialect: { delimiter: '\t', encoding: 'utf-16le' },
      columns: [
        { name: '伝票番号', field: 'txnId', required: true },
        { name: '社員番号', field: 'memberNo', required: true },
        { name: '購買日', field: 'occurredOn', type: 'date', format: 'yyyy/MM/dd', required: true },
        { name: '金額', field: 'amount', type: 'integer', required: true },
        { name: '店舗', field: 'store' },
      ],
      constants: { currency: 'JPY' },
      purchases: {
        rules: tiers('sakura-koubai', 12, [
          {
            id: 'large',
            amount: '>= 10000',
            points: 'floor(amount * 0.02)',
            example: ['10000', 200],
          },
          { id: 'standard', amount: '-', points: 'floor(amount * 0.01)', example: ['9999', 99] },
        ]),
        rows: 100,
        basket: { least: 120, most: 15_000 },
        currency: 'JPY',
        stores: ['東京本店', '大阪', '名古屋', '福岡', '札幌'],
        weekends: 'busy',
      },
      rhythm: 'every day',
      sentAt: '09:20',
      fileName: (day) => `koubai_${written(day, 'yyyyMMdd')}.tsv`,
    },
  ],
};
