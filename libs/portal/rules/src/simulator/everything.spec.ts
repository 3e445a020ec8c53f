import { compileRuleSet } from '@waybill/rules';
import { purchaseSlots } from '@waybill/rules/testing';
import { everyFieldAndFact, keyOf, rowFor } from './everything.ts';

describe('rules that take in everything', () => {
  it('are sound for any feed, also for one that has a field of that name', () => {
    const slots = [...purchaseSlots, { name: 'fact_balance', type: 'text' } as const];
    const document = everyFieldAndFact(slots);

    expect(compileRuleSet(document, slots)).toMatchObject({ ok: true });
    expect(document.inputs.map(({ name }) => name)).toEqual([
      ...slots.map(({ name }) => name),
      'fact_accruedThisMonth',
      'fact_accruedThisYear',
    ]);
  });

  it('count months and years by the date that the rules name', () => {
    expect(everyFieldAndFact(purchaseSlots, 'bookedOn').dateInput).toBe('bookedOn');
  });

  it('give other rules what these take in, under their names', () => {
    const fact = { name: 'soFar', type: 'integer', fact: 'balance' } as const;
    const inputs = [{ name: 'amount', type: 'decimal', scale: 4 } as const, fact];
    const row = { amount: '12.5000', store: 'S1', [keyOf(fact)]: '7' };

    expect(rowFor({ ...everyFieldAndFact(purchaseSlots), inputs }, row)).toEqual({
      amount: '12.5000',
      soFar: '7',
    });
  });
});
