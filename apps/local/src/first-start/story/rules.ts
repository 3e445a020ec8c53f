/** What a basket earns: the first tier that fits counts. */
export interface Tier {
  readonly id: string;
  /** A cell of the decision table: `>= 200.0`, or `-` for every basket. */
  readonly amount: string;
  /** Points, e.g. `floor(amount)`; `skip` for baskets that earn nothing. */
  readonly points: string;
  /** A basket at the edge of the tier and what it must earn, worked out by hand: the test of the tier. */
  readonly example: readonly [amount: string, points: number];
}

/** A rule set of tiers, and of returns for partners who send them. */
export function tiers(
  name: string,
  months: number,
  list: readonly Tier[],
  options: { returns?: boolean } = {},
): Record<string, unknown> {
  const returns = options.returns === true;
  return {
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name,
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      ...(returns
        ? [
            { name: 'kind', type: 'text', optional: true },
            { name: 'originalTxnId', type: 'text', optional: true },
          ]
        : []),
    ],
    tables: [
      ...(returns ? [returnsTable] : []),
      {
        id: 'tiers',
        title: 'Points by size of basket',
        hitPolicy: 'first',
        columns: [{ input: 'amount' }],
        rows: list.map(({ id, amount, points }) => ({
          id,
          when: [amount],
          then:
            points === 'skip'
              ? [{ do: 'skip', reason: 'The basket is too small to earn points.' }]
              : [{ do: 'accrue', points, expires: { months, endOf: 'month' } }],
        })),
      },
    ],
    tests: [...list.map(testOf), ...(returns ? [returnsTest] : [])],
  };
}

function testOf({ id, example: [amount, points] }: Tier) {
  const clause = `tiers/${id}`;
  return {
    id,
    title: `A basket of ${amount} earns ${points === 0 ? 'nothing' : `${String(points)} points`}.`,
    row: { occurredOn: '2026-05-05', amount },
    expect:
      points === 0
        ? { outcome: 'skip', code: 'RULE-002', clause }
        : { outcome: 'accrue', points, clauses: clause },
  };
}

const returnsTable = {
  id: 'returns',
  title: 'A return takes back what its purchase earned',
  hitPolicy: 'first',
  columns: [{ input: 'kind' }],
  rows: [{ id: 'return', when: ['"RETURN"'], then: [{ do: 'reverse' }] }],
};

const returnsTest = {
  id: 'return',
  title: 'A return takes back all that its purchase earned, whatever its amount.',
  row: { occurredOn: '2026-05-05', amount: '-80.00', kind: 'RETURN', originalTxnId: 'T-1001' },
  expect: { outcome: 'reverse', points: null, clauses: 'returns/return' },
};
