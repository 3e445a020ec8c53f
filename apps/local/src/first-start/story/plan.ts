import type { CallOf, operations } from '@waybill/contracts';
import type { Day } from './calendar.ts';

export type NewPartnerInput = CallOf<(typeof operations)['createPartner']>['body'];
export type NewFeedInput = CallOf<(typeof operations)['createFeed']>['body'];
type FormatInput = NewFeedInput['format'];
type ColumnInput = FormatInput['layout']['columns'][number];

/** A partner of the story, as planned before a single file is written. */
export interface PartnerPlan {
  readonly partner: NewPartnerInput & { readonly timeZone: string };
  readonly people: { readonly count: number; numbered(at: number): string };
  readonly feeds: readonly FeedPlan[];
}

/** Which days have a file; `sevenDays` counts back from the day of the start, so that weekly files fit the incidents. */
export type Rhythm = 'every day' | 'weekdays' | { readonly sevenDays: number };

export interface PlannedColumn extends ColumnInput {
  /** The canonical field it fills; none for a column that nobody reads. */
  readonly field?: string;
  readonly valueMap?: string;
}

/** How files of one feed are written, sent and read. */
export interface FeedPlan {
  readonly code: string;
  readonly name: string;
  readonly filePattern: string;
  readonly unknownMembers: 'create' | 'reject';
  readonly dialect?: FormatInput['dialect'];
  readonly columns: readonly PlannedColumn[];
  readonly constants?: Readonly<Record<string, string>>;
  readonly transactionKey?: FormatInput['mapping']['transactionKey'];
  readonly valueMaps?: FormatInput['valueMaps'];
  /** Absent for a roster. */
  readonly purchases?: PurchasePlan;
  readonly rhythm: Rhythm;
  /** Time of the partner's clock at which the file of the day before is sent. */
  readonly sentAt: string;
  fileName(day: Day): string;
}

export interface PurchasePlan {
  readonly rules: Readonly<Record<string, unknown>>;
  /** On an ordinary weekday at the beginning of the story. */
  readonly rows: number;
  /** In the smallest unit that is written, both inclusive. */
  readonly basket: { readonly least: number; readonly most: number };
  readonly currency: string;
  readonly stores: readonly [string, ...string[]];
  readonly weekends: 'busy' | 'quiet';
  /** One row in so many takes back an earlier purchase; none unless said. */
  readonly returnsOnceIn?: number;
  /** One row in so many is wrong in some way; none unless said. */
  readonly faultsOnceIn?: number;
  /** One row in so many has a note. */
  readonly notesOnceIn?: number;
}

/** What the API is told to make the feed. */
export function newFeedOf(plan: FeedPlan): NewFeedInput {
  const { code, name, filePattern, unknownMembers, dialect, columns, constants = {} } = plan;
  const mapped = columns.flatMap(({ field, name: column, valueMap }) =>
    field === undefined ? [] : [{ field, column, ...(valueMap ? { valueMap } : {}) }],
  );
  return {
    code,
    name,
    filePattern,
    unknownMembers,
    format: {
      documentType: plan.purchases === undefined ? 'roster' : 'purchase',
      ...(dialect === undefined ? {} : { dialect }),
      layout: { columns: columns.map(({ field: _, valueMap: _map, ...column }) => column) },
      mapping: {
        fields: [
          ...mapped,
          ...Object.entries(constants).map(([field, constant]) => ({ field, constant })),
        ],
        ...(plan.transactionKey === undefined ? {} : { transactionKey: plan.transactionKey }),
      },
      ...(plan.valueMaps === undefined ? {} : { valueMaps: plan.valueMaps }),
    },
    rules: plan.purchases?.rules ?? null,
  };
}

/** A dialect with everything said. */
export function dialectOf({ dialect = {} }: Pick<FeedPlan, 'dialect'>) {
  return {
    format: dialect.format ?? ('delimited' as const),
    encoding: dialect.encoding ?? 'utf-8',
    delimiter: dialect.delimiter ?? ',',
    quote: dialect.quote === undefined ? '"' : dialect.quote,
    header: dialect.header ?? true,
    trailer: dialect.trailer
      ? { marker: dialect.trailer.marker, countCell: dialect.trailer.countCell }
      : null,
  };
}
