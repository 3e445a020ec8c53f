import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

const { rules } = examplePurchases;
const noting = {
  ...rules,
  inputs: [...rules.inputs, { name: 'note', type: 'text', optional: true }],
  rules: [
    { id: 'erika', when: 'note == "for Erika"', then: [{ do: 'accrue', points: '100' }] },
    ...rules.rules,
  ],
};

describe('simulate-rules', () => {
  it('decides a written row, with every step', async () => {
    const values = { occurredOn: '2026-11-01', amount: '12.50', category: 'BOOKS' };

    const { status, body } = await ask(rules, { kind: 'written', values });

    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        row: values,
        decision: { outcome: 'accrue', points: 24, clauses: 'bonus/books+base' },
      },
    });
    expect(body['steps']).toContainEqual({ kind: 'input', name: 'amount', value: '12.5000' });
    expect(body['steps']).toContainEqual({
      kind: 'clause',
      clause: 'bonus/books',
      matched: true,
      conditions: [{ pointer: '/tables/0/rows/0/when/0', result: 'holds' }],
      effects: [{ do: 'accrue', points: 12, field: null, value: null, message: null }],
    });
  });

  it('writes a date that rules set as a date', async () => {
    const then = [{ do: 'set', field: 'occurredOn', value: 'endOfMonth(occurredOn)' }];
    const moving = { ...rules, tables: [], rules: [{ id: 'move', when: 'true', then }] };
    const values = { occurredOn: '2026-11-01', amount: '12.50' };

    const { body } = await ask(moving, { kind: 'written', values });

    expect(body['steps']).toContainEqual(
      expect.objectContaining({
        clause: 'move',
        effects: [
          { do: 'set', points: null, field: 'occurredOn', value: '2026-11-30', message: null },
        ],
      }),
    );
  });

  it('decides a row as it was received', async () => {
    const { body } = await ask(noting, received(1));

    expect(body).toMatchObject({
      row: { amount: '12.5000', category: 'BOOKS', note: 'for Erika', occurredOn: '2026-11-01' },
      decision: { outcome: 'accrue', points: 124 },
    });
  });

  it('keeps what may name a person from who may not read it, and decides the same', async () => {
    const { body } = await ask(noting, received(1), await test.mint.person('viewer'));

    expect(JSON.stringify(body)).not.toContain('for Erika');
    expect(body).toMatchObject({ row: { note: null }, decision: { points: 124 } });
  });

  it('asks no rule about a row that does not read as a record', async () => {
    expect(await ask(rules, received(2))).toMatchObject({
      status: 409,
      body: { code: 'RULE-412' },
    });
  });

  it('points at what keeps the rules from being asked', async () => {
    const wrong = { ...rules, rules: [{ id: 'base', when: 'amuont > 1', then: [] }] };

    expect(await ask(wrong, { kind: 'written', values: {} })).toMatchObject({
      status: 422,
      body: { code: 'RULE-422' },
    });
  });

  describe('with a fact about the member', () => {
    const inputs = [...rules.inputs, { name: 'soFar', type: 'integer', fact: 'balance' }];
    const cap = { id: 'cap', when: 'amount > 0', then: [{ do: 'accrue', points: 'soFar + 1' }] };
    const counting = { ...rules, inputs, tables: [], rules: [cap] };
    const values = { occurredOn: '2026-11-01', amount: '12.50', category: 'BOOKS' };

    it.each([
      [{ ...values, soFar: '450' }, 451],
      [values, 1],
    ])('takes that of a written row from the row, 0 if left out', async (written, points) => {
      const { body } = await ask(counting, { kind: 'written', values: written });
      expect(body).toMatchObject({ decision: { outcome: 'accrue', points } });
    });

    it('takes that of a received row from the ledger, as it was before the row', async () => {
      const { body } = await ask(counting, received(1), await test.mint.person('viewer'));
      expect(body).toMatchObject({ row: { soFar: '0' }, decision: { points: 1 } });
    });
  });

  it.each([
    ['a row that the run has not', () => received(99)],
    ['a run of another feed', () => ({ ...received(1), run: 'run_nobody' })],
  ])('fails for %s', async (_name, row) => {
    expect((await ask(rules, row())).status).toBe(404);
  });
});

function received(rowNo: number) {
  return { kind: 'received', run: acme.runId, rowNo };
}

function ask(document: object, row: object, token?: string) {
  const body = { text: JSON.stringify(document), row };
  const sent = { params: { ruleSetId: acme.feedId }, body };
  return test.call('simulateRules', token === undefined ? sent : { ...sent, token });
}
