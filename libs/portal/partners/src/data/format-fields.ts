import type { Feed } from '@waybill/contracts';

export type Format = Feed['bundle']['format'];
type Column = Format['layout']['columns'][number];

/** A format as the fields of its form: what a partner changes when its export changes. The mapping stays as it is. */
export interface FormatFields {
  encoding: string;
  delimiter: string;
  quote: string;
  header: boolean;
  skipLines: number;
  trim: boolean;
  normaliseHeaders: boolean;
  unknownColumns: string;
  columns: ColumnFields[];
  reason: string;
}

export interface ColumnFields {
  name: string;
  /** Other names that a header may have for it, separated by commas. */
  aliases: string;
  type: string;
  /** Of dates and times; '' for the usual one. */
  format: string;
  required: boolean;
}

export const emptyFormat: FormatFields = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  header: true,
  skipLines: 0,
  trim: false,
  normaliseHeaders: false,
  unknownColumns: 'ignore',
  columns: [],
  reason: '',
};

export function formatFieldsOf({ dialect, layout }: Format): FormatFields {
  const { encoding, delimiter, quote, header, skipLines, trim, normaliseHeaders } = dialect;
  return {
    encoding,
    delimiter,
    quote: quote ?? '',
    header,
    skipLines,
    trim,
    normaliseHeaders,
    unknownColumns: layout.unknownColumns,
    columns: layout.columns.map(({ name, aliases, type, format, required }) => ({
      name,
      aliases: (aliases ?? []).join(', '),
      type,
      format: format ?? '',
      required,
    })),
    reason: '',
  };
}

/** The format with the fields' values in the place of its own. */
export function formatWith(base: Format, fields: FormatFields): Format {
  const { columns, reason: _reason, unknownColumns, quote, ...dialect } = fields;
  return {
    ...base,
    dialect: { ...base.dialect, ...dialect, quote: quote === '' ? null : quote },
    layout: {
      unknownColumns: unknownColumns === 'reject' ? 'reject' : 'ignore',
      columns: base.layout.columns.map((column, at) => columnWith(column, columns[at])),
    },
  };
}

function columnWith(column: Column, fields: ColumnFields | undefined): Column {
  if (fields === undefined) return column;
  const { aliases: _aliases, format: _format, ...rest } = column;
  const names = fields.aliases
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return {
    ...rest,
    type: fields.type as Column['type'],
    required: fields.required,
    ...(names.length > 0 ? { aliases: names } : {}),
    ...(fields.format.trim() === '' ? {} : { format: fields.format.trim() }),
  };
}
