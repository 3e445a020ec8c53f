import { standardPurchases } from '@waybill/tabular/testing';
import type { FeedFormat } from '@waybill/tabular';

const { layout, mapping } = standardPurchases;

/** The standard feed with returns: `kind` is `RETURN` and `original` names the purchase. */
export const returnsFeed: FeedFormat = {
  ...standardPurchases,
  layout: {
    ...layout,
    columns: [
      ...layout.columns,
      { name: 'kind', type: 'text', required: false },
      { name: 'original', type: 'text', required: false },
    ],
  },
  mapping: {
    ...mapping,
    fields: [
      ...mapping.fields,
      { field: 'kind', column: 'kind' },
      { field: 'originalTxnId', column: 'original' },
    ],
  },
};
