import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allTemplates } from '../templates/all-templates.ts';
import type { Template, Value } from '../templates/template.ts';
import { billOf, sumOf, traditionalBillOf } from './bill.ts';
import { priceList } from './prices.ts';
import { paidByUse, standing, standingCosts } from './standing.ts';

const scales = [100_000, 10_000_000, 1_000_000_000];

describe('what a month costs', () => {
  it('knows of each type of resource whether it costs anything by itself', () => {
    const types = new Set(
      Object.values(allTemplates()).flatMap(({ Resources }) =>
        Object.values(Resources).map(({ Type }) => Type),
      ),
    );

    expect([...types].filter((type) => !(type in standingCosts) && !paidByUse.has(type))).toEqual(
      [],
    );
    expect([...paidByUse].filter((type) => !types.has(type))).toEqual([]);
  });

  it('follows the templates: an alarm more is its price more', () => {
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: {} };
    const templates = { ...allTemplates(), 'more.json': templateOf({ Alarm: alarm }) };
    const sum = (all: ReturnType<typeof standing>) => all.reduce((usd, one) => usd + one.usd, 0);

    expect(sum(standing(templates)) - sum(standing())).toBeCloseTo(0.1);
  });

  it.each<{ condition: Record<string, Value>; stands: boolean }>([
    { condition: { 'Fn::Equals': [{ Ref: 'Zones' }, 'one'] }, stands: true },
    { condition: { 'Fn::Equals': [{ Ref: 'Zones' }, 'all'] }, stands: false },
    { condition: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Zones' }, 'all'] }] }, stands: true },
    { condition: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, stands: true },
    { condition: { 'Fn::And': [{ Condition: 'No' }, { Condition: 'Yes' }] }, stands: false },
  ])('counts what stands with the defaults: $condition', ({ condition, stands }) => {
    const gateway = { Type: 'AWS::EC2::NatGateway', Condition: 'Here' };
    const template = templateOf(
      { Gateway: gateway },
      {
        Here: condition,
        Yes: { 'Fn::Equals': [{ Ref: 'Zones' }, 'one'] },
        No: { 'Fn::Equals': [{ Ref: 'Zones' }, 'all'] },
      },
    );

    expect(standing({ 'one.json': template }).length).toBe(stands ? 1 : 0);
  });

  it('grows with the rows in each of its lines', () => {
    for (const bill of [billOf, traditionalBillOf]) {
      const [small = [], large = [], largest = []] = scales.map((rows) => bill(rows));
      for (const [at, { usd }] of small.entries()) {
        expect(usd).toBeGreaterThanOrEqual(0);
        expect(large[at]?.usd).toBeGreaterThanOrEqual(usd);
        expect(largest[at]?.usd).toBeGreaterThanOrEqual(large[at]?.usd ?? 0);
      }
    }
  });

  it('is mostly what stands at a small scale, and about half the database at a large one', () => {
    const [small = [], , large = []] = scales.map((rows) => billOf(rows));

    expect(standing().reduce((sum, { usd }) => sum + usd, 0)).toBeGreaterThan(sumOf(small) / 2);
    expect(Math.round((10 * (large[0]?.usd ?? 0)) / sumOf(large))).toBe(5);
  });

  it('has no price that nothing asks for', () => {
    const sources = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
      .join('');

    const unused = Object.keys(priceList.prices).filter((name) => !sources.includes(`'${name}'`));
    expect(unused).toEqual([]);
  });
});

function templateOf(
  Resources: Template['Resources'],
  Conditions: Template['Conditions'] = {},
): Template {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'One more',
    Parameters: { Zones: { Type: 'String', Default: 'one' } },
    Conditions,
    Resources,
  };
}
