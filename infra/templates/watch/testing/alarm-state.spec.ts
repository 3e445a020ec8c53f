import { describe, expect, it } from 'vitest';
import { alarmState, compositeState } from './alarm-state.ts';

/** As CloudWatch's documentation tabulates them: `X` breaches, `0` does not, `-` is missing; the newest last. */
const points: Readonly<Record<string, number | null>> = { X: 1, 0: 0, '-': null };

describe('the state of an alarm', () => {
  it.each([
    // Three of three.
    ['0 - X - X', 3, 'OK', 'OK'],
    ['0 - - - -', 3, 'OK', 'OK'],
    ['- - - - -', 3, 'ALARM', 'OK'],
    ['0 X X - X', 3, 'ALARM', 'ALARM'],
    ['- - X - -', 3, 'ALARM', 'OK'],
    // Two of three.
    ['0 - X - X', 2, 'ALARM', 'ALARM'],
    ['0 0 X 0 X', 2, 'ALARM', 'ALARM'],
    ['0 - X - -', 2, 'ALARM', 'OK'],
    ['- - - - 0', 2, 'ALARM', 'OK'],
    ['- - - X -', 2, 'ALARM', 'OK'],
  ] as const)('of %s with %i of 3: breaching %s, notBreaching %s', (text, many, ...expected) => {
    const series = text.split(' ').map((point) => points[point] ?? null);
    const states = ['breaching', 'notBreaching'].map((TreatMissingData) =>
      alarmState(
        {
          EvaluationPeriods: 3,
          DatapointsToAlarm: many,
          Threshold: 0.5,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData,
        },
        series,
      ),
    );

    expect(states).toEqual(expected);
  });

  it('put together from others is alarm when one of them is', () => {
    const rule = 'ALARM("a") OR ALARM("b")';

    expect(compositeState(rule, new Set(['c']))).toBe('OK');
    expect(compositeState(rule, new Set(['b']))).toBe('ALARM');
    expect(() => compositeState('OK("a")', new Set())).toThrow('not a rule');
  });
});
