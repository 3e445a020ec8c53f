import type { RunBundle } from '@waybill/contracts';

type Format = RunBundle['format'];
type Column = Format['layout']['columns'][number];

/** How the file is cut into rows and cells, as pairs of what and how. */
export function dialectFacts({ dialect, layout }: Format): [string, string][] {
  const isFixed = dialect.format === 'fixed-width';
  const { trailer, nullTokens } = dialect;
  return [
    ['Encoding', dialect.encoding],
    ['Cells', isFixed ? 'fixed width' : `separated by ${named(dialect.delimiter)}`],
    ...(isFixed
      ? []
      : ([['Quotes', dialect.quote === null ? 'never' : named(dialect.quote)]] as [
          string,
          string,
        ][])),
    ['Header', dialect.header ? `line ${String(dialect.skipLines + 1)}` : 'none'],
    [
      'Trailer',
      trailer === null
        ? 'none'
        : `“${trailer.marker}” with the row count in cell ${String(trailer.countCell + 1)}`,
    ],
    ['No value', ['empty', ...nullTokens.map((token) => `“${token}”`)].join(', ')],
    ['Spaces around cells', dialect.trim ? 'removed' : 'kept'],
    ['Columns not listed', layout.unknownColumns === 'ignore' ? 'left aside' : 'refuse the file'],
  ];
}

/** What a cell of the column must be, beyond its type. */
export function constraintsOf(column: Column): string {
  const { minimum, maximum, maxLength, allowed, scale, format, timeZone, decimalSeparator } =
    column;
  return [
    format ? `written ${format}` : '',
    timeZone ? `in ${timeZone}` : '',
    scale === undefined ? '' : `${String(scale)} decimals`,
    decimalSeparator === ',' ? 'comma for the point' : '',
    minimum ? `at least ${minimum}` : '',
    maximum ? `at most ${maximum}` : '',
    maxLength ? `at most ${String(maxLength)} characters` : '',
    allowed ? `one of ${allowed.slice(0, 8).join(', ')}${allowed.length > 8 ? ', …' : ''}` : '',
    column.aliases?.length ? `also called ${column.aliases.join(', ')}` : '',
    column.width === undefined
      ? ''
      : `characters ${String((column.start ?? 0) + 1)}–${String((column.start ?? 0) + column.width)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Where a field of the record comes from. */
export function sourceOf({
  column,
  constant,
  valueMap,
  default: fallback,
}: Format['mapping']['fields'][number]): string {
  const from = column === undefined ? `always “${constant ?? ''}”` : `column “${column}”`;
  const through = valueMap ? `, translated by ${valueMap}` : '';
  return `${from}${through}${fallback === undefined ? '' : `, “${fallback}” where empty`}`;
}

function named(character: string): string {
  return (
    { '\t': 'tab', ' ': 'space', ',': 'comma', ';': 'semicolon', '|': 'bar', '"': '"' }[
      character
    ] ?? `“${character}”`
  );
}
