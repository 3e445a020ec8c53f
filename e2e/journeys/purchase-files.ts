/** Files as a partner sends them, each with ids of its own so that journeys do not meet each other's rows. */

const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';

/** So many sound purchases of 10.00, 11.00, … 19.00, 10.00, …; one point per whole dollar. */
export function soundPurchases(prefix: string, rows: number): string {
  return [header, ...purchases(prefix, rows), ''].join('\n');
}

/** What `soundPurchases` of so many rows is worth. */
export function pointsOf(rows: number): number {
  return Array.from({ length: rows }, (_, at) => 10 + (at % 10)).reduce(
    (sum, each) => sum + each,
    0,
  );
}

/** Ten rows: two amounts with a comma, one impossible date, one row without a member, six sound ones. */
export function faultyPurchases(prefix: string): string {
  const lines = purchases(prefix, 10);
  return [
    header,
    ...lines.slice(0, 2),
    `${prefix}-0003,M-1003,2026-03-03,"12,50",USD,1,S1,`,
    ...lines.slice(3, 4),
    `${prefix}-0005,M-1005,2026-02-30,14.00,USD,1,S1,`,
    `${prefix}-0006,,2026-03-03,15.00,USD,1,S1,`,
    ...lines.slice(6, 8),
    `${prefix}-0009,M-1009,2026-03-03,"18,75",USD,1,S1,`,
    ...lines.slice(9),
    '',
  ].join('\n');
}

/** The partner renamed a column the feed needs. */
export function renamedHeader(prefix: string): string {
  return soundPurchases(prefix, 5).replace('amount', 'amount_usd');
}

function purchases(prefix: string, rows: number): string[] {
  return Array.from({ length: rows }, (_, at) => {
    const number = String(at + 1).padStart(4, '0');
    return `${prefix}-${number},M-${1000 + (at % 500)},2026-03-03,${10 + (at % 10)}.00,USD,1,S1,`;
  });
}
