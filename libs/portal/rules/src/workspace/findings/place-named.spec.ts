import { placeNamed } from './place-named.ts';

const document = {
  name: 'standard',
  inputs: [{ name: 'amount' }],
  tables: [{ id: 'tiers', rows: [{ id: 'gold', when: ['-'], then: [{ do: 'accrue' }] }] }],
  rules: [{ id: 'welcome', when: 'true' }],
  tests: [{ id: 'large', row: {} }],
};

describe('the place of a finding', () => {
  it.each([
    ['/tables/0/rows/0', 'tiers/gold'],
    ['/tables/0/rows/0/when/0', 'tiers/gold, when 1'],
    ['/tables/0/rows/0/then/0/points', 'tiers/gold, then 1 points'],
    ['/rules/0/when', 'welcome, when'],
    ['/tests/0/row', 'large, row'],
    ['/inputs/0', 'amount'],
    ['/pointsMax', 'pointsMax'],
    ['/rules/7', 'rules 8'],
    ['', ''],
  ])('%s is called %j', (pointer, name) => {
    expect(placeNamed(document, pointer)).toBe(name);
  });
});
