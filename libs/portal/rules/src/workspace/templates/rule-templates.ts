import type { RuleTemplate } from './rule-template.ts';
import { earns, earnsNothing, fact, ofPurchases, twoYears } from './purchase-parts.ts';

const day = '2026-03-14';
const refund = {
  id: 'refund',
  title: 'Refunds earn nothing',
  when: 'amount < 0',
  then: [{ do: 'skip', reason: 'A refund earns no points.' }],
} as const;

const pointsPerAmount: RuleTemplate = {
  id: 'points-per-amount',
  name: 'Points per amount',
  about: 'One point for each whole unit of money, kept for two years. Refunds earn nothing.',
  write: (slots) =>
    ofPurchases(slots, {
      name: 'points-per-amount',
      description: 'One point for each whole unit of money.',
      rules: [
        refund,
        {
          id: 'base',
          title: 'One point per unit of money',
          when: 'amount >= 0',
          then: [{ do: 'accrue', points: 'floor(amount)', expires: twoYears }],
        },
      ],
      tests: [
        earns('whole-units', { occurredOn: day, amount: '12.90' }, 12),
        earnsNothing('refund', { occurredOn: day, amount: '-5.00' }),
      ],
    }),
};

const tiers: RuleTemplate = {
  id: 'tiers-by-amount',
  name: 'Tiers by amount',
  about: 'Larger purchases earn more points for each unit of money, from a table of tiers.',
  write: (slots) =>
    ofPurchases(slots, {
      name: 'tiers-by-amount',
      description: 'Larger purchases earn more points for each unit of money.',
      tables: [
        {
          id: 'tiers',
          title: 'Points by amount',
          hitPolicy: 'first',
          columns: [{ input: 'amount' }],
          rows: [
            {
              id: 'refund',
              when: ['< 0'],
              then: [{ do: 'skip', reason: 'A refund earns no points.' }],
            },
            { id: 'small', when: ['[0..100)'], then: [pointsOf('floor(amount)')] },
            { id: 'medium', when: ['[100..500)'], then: [pointsOf('floor(amount * 1.5)')] },
            { id: 'large', when: ['>= 500'], then: [pointsOf('floor(amount * 2)')] },
          ],
        },
      ],
      tests: [
        earnsNothing('refund', { occurredOn: day, amount: '-5.00' }),
        earns('below-100', { occurredOn: day, amount: '99.99' }, 99),
        earns('exactly-100', { occurredOn: day, amount: '100.00' }, 150),
        earns('exactly-500', { occurredOn: day, amount: '500.00' }, 1000),
      ],
    }),
};

const monthlyCap: RuleTemplate = {
  id: 'monthly-cap',
  name: 'Points with a monthly cap',
  about:
    'One point for each whole unit of money, and no more than 500 points a month for a member.',
  write: (slots) =>
    ofPurchases(
      slots,
      {
        name: 'monthly-cap',
        description: 'One point for each whole unit of money, at most 500 a month for a member.',
        rules: [
          refund,
          {
            id: 'capped',
            title: 'At most 500 points a month',
            when: 'amount >= 0',
            then: [
              {
                do: 'accrue',
                points: 'min(floor(amount), max(0, 500 - soFar))',
                expires: twoYears,
              },
            ],
          },
        ],
        tests: [
          earnsNothing('refund', { occurredOn: day, amount: '-5.00' }),
          earns('below-the-cap', { occurredOn: day, amount: '120.00', soFar: '300' }, 120),
          earns('up-to-the-cap', { occurredOn: day, amount: '120.00', soFar: '450' }, 50),
          earnsNothing('cap-reached', { occurredOn: day, amount: '120.00', soFar: '500' }),
        ],
      },
      fact('soFar', 'accruedThisMonth'),
    ),
};

const welcome: RuleTemplate = {
  id: 'welcome-bonus',
  name: 'Welcome bonus for a time',
  about:
    'One point for each whole unit of money, and for three months 100 more on the first purchase of a member.',
  write: (slots, today) => {
    const row = { occurredOn: today, amount: '30.00' };
    return ofPurchases(
      slots,
      {
        name: 'welcome-bonus',
        description: 'A bonus on the first purchase of a member, for three months.',
        rules: [
          refund,
          {
            id: 'base',
            title: 'One point per unit of money',
            when: 'amount >= 0',
            then: [{ do: 'accrue', points: 'floor(amount)', expires: twoYears }],
          },
          {
            id: 'welcome',
            title: 'For members without points',
            when: 'amount >= 0 && pointsBefore == 0',
            effectiveFrom: today,
            effectiveTo: laterBy(90, today),
            then: [{ do: 'accrue', points: '100', expires: { months: 6 } }],
          },
        ],
        tests: [
          earns('first-purchase', row, 130),
          earns('second-purchase', { ...row, pointsBefore: '130' }, 30),
          earns('after-the-bonus', { ...row, occurredOn: laterBy(91, today) }, 30),
          earnsNothing('refund', { ...row, amount: '-5.00' }),
        ],
      },
      fact('pointsBefore', 'balance'),
    );
  },
};

/** In the order in which they are offered. */
export const ruleTemplates: readonly RuleTemplate[] = [pointsPerAmount, tiers, monthlyCap, welcome];

function pointsOf(points: string) {
  return { do: 'accrue', points, expires: twoYears } as const;
}

function laterBy(days: number, day: string): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
