/** What an entry is about. Everything else of a record can name people, so it is shown only to those who may read payload. */
const impersonal = new Set([
  'txnId',
  'memberNo',
  'occurredOn',
  'amount',
  'currency',
  'quantity',
  'kind',
  'originalTxnId',
  'store',
  'category',
]);

export function isImpersonal(field: string): boolean {
  return impersonal.has(field);
}
