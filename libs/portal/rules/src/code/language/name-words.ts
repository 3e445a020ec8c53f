import type { NameReading } from '@waybill/rules';

const kinds = {
  input: 'Field of the feed',
  fact: 'Fact about the member',
  derived: 'Derived field',
  'value-map': 'Value map',
} as const;

/** "a decimal with 4 digits, may be missing" */
export function detailOf({ type, mayBeMissing, kind }: NameReading): string {
  const gives = kind === 'value-map' ? 'gives ' : '';
  const what = type === null ? 'of no type: its expression is wrong' : `${gives}${type}`;
  return mayBeMissing && type !== null ? `${what}, may be missing` : what;
}

export function kindOf({ kind }: NameReading): string {
  return kinds[kind];
}
