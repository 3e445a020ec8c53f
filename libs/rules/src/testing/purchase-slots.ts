import type { Slot } from '../value.ts';

/** A purchase as the hub maps it, in slot order. */
export const purchaseSlots: readonly Slot[] = [
  { name: 'txnId', type: 'text', required: true },
  { name: 'memberNo', type: 'text', required: true },
  { name: 'occurredOn', type: 'date', required: true },
  { name: 'amount', type: 'decimal', scale: 4, required: true },
  { name: 'currency', type: 'text', required: true },
  { name: 'quantity', type: 'integer', required: false },
  { name: 'kind', type: 'text', required: false },
  { name: 'originalTxnId', type: 'text', required: false },
  { name: 'store', type: 'text', required: false },
  { name: 'category', type: 'text', required: false },
  { name: 'note', type: 'text', required: false },
];
