import type { Format } from './format-fields.ts';

type Column = Format['layout']['columns'][number];

export const typeWords: Readonly<Record<Column['type'], string>> = {
  text: 'Text',
  integer: 'Whole number',
  decimal: 'Number',
  date: 'Date',
  timestamp: 'Date and time',
  boolean: 'Yes or no',
};

export const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'Comma ,',
  ';': 'Semicolon ;',
  '\t': 'Tab',
  '|': 'Bar |',
  ' ': 'Space',
};

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** How the bytes are cut into cells, line by line. */
export function dialectFacts({ dialect, layout }: Format): Fact[] {
  const { encoding, delimiter, quote, header, skipLines, trim, nullTokens, trailer } = dialect;
  const isFixed = dialect.format === 'fixed-width';
  const facts: (Fact | null)[] = [
    { name: 'Encoding', value: encoding },
    isFixed
      ? { name: 'Cells', value: 'By their place in the line' }
      : { name: 'Delimiter', value: delimiterWords[delimiter] ?? delimiter },
    isFixed ? null : { name: 'Quote', value: quote ?? 'never quoted' },
    { name: 'Header', value: header ? headerOf(skipLines) : 'none; columns by their order' },
    dialect.normaliseHeaders
      ? { name: 'Header names', value: 'matched without regard to case and outer spaces' }
      : null,
    trim ? { name: 'Spaces around cells', value: 'removed' } : null,
    nullTokens.length > 0 ? { name: 'Means no value', value: nullTokens.join(', ') } : null,
    trailer ? { name: 'Last record', value: `${trailer.marker}, with the number of rows` } : null,
    {
      name: 'Columns it does not know',
      value: layout.unknownColumns === 'reject' ? 'refuse the file' : 'are left aside',
    },
  ];
  return facts.filter((fact) => fact !== null);
}

function headerOf(skipLines: number): string {
  return skipLines === 0 ? 'in the first line' : `in line ${String(skipLines + 1)}`;
}

/** A column as a row of the layout's table. */
export interface ColumnLine {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: string;
  readonly rules: readonly string[];
  /** What becomes of it. */
  readonly fields: readonly string[];
}

export function columnLines({ layout, mapping }: Format): ColumnLine[] {
  return layout.columns.map((column) => ({
    name: column.name,
    aliases: column.aliases ?? [],
    type: [typeWords[column.type], column.format].filter((part) => part !== undefined).join(' '),
    rules: rulesOf(column),
    fields: mapping.fields
      .filter(({ column: from }) => from === column.name)
      .map(({ field, valueMap }) =>
        valueMap === undefined ? field : `${field}, by the value map ${valueMap}`,
      ),
  }));
}

/** Fields that are the same in every row. */
export function constants({ mapping }: Format): Fact[] {
  return mapping.fields.flatMap(({ field, constant }) =>
    constant === undefined ? [] : [{ name: field, value: constant }],
  );
}

function rulesOf(column: Column): string[] {
  const { required, minimum, maximum, maxLength, allowed, timeZone, scale, decimalSeparator } =
    column;
  const rules: (string | null)[] = [
    required ? 'required' : null,
    minimum === undefined ? null : `from ${minimum}`,
    maximum === undefined ? null : `to ${maximum}`,
    maxLength === undefined ? null : `at most ${String(maxLength)} characters`,
    scale === undefined ? null : `${String(scale)} decimals`,
    decimalSeparator === ',' ? 'decimal comma' : null,
    timeZone === undefined ? null : `in ${timeZone}`,
    allowed === undefined
      ? null
      : `one of ${allowed.slice(0, 8).join(', ')}${allowed.length > 8 ? ' …' : ''}`,
  ];
  return rules.filter((rule) => rule !== null);
}

/** What makes a row one transaction and not another. */
export function keyText({ documentType, mapping }: Format): string | null {
  if (documentType !== 'purchase') return null;
  const key = mapping.transactionKey;
  if (key.kind === 'column') return 'The file names each transaction.';
  const within = key.scope === 'file' ? 'within its file' : 'in the whole feed';
  return `Made of ${key.columns.join(', ')}; unique ${within}.`;
}
