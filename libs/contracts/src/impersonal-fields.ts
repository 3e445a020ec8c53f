/** What a record is about. Everything else of it can name people, so it is shown only to those who may read payload. */
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

/** Not hidden, since whoever mends a row has to find it, but of one person or purchase all the same. */
const identifiers = new Set(['txnId', 'memberNo', 'originalTxnId']);

/** Whether a value of the field belongs to somebody, and so has no place in what outlives the row. */
export function isPersonal(field: string): boolean {
  return identifiers.has(field) || !isImpersonal(field);
}
