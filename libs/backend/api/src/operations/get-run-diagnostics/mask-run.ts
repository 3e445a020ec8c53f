import type {
  RowError,
  RowErrorCluster,
  RowProblem,
  Run,
  RunBundle,
  RunEvent,
} from '@waybill/contracts';
import { diagnosticsLimits } from '@waybill/contracts';

/** Fields that say something about a booking and nothing about a person; every other column is masked, known or not. */
const clearFields = new Set([
  'txnId',
  'originalTxnId',
  'memberNo',
  'occurredOn',
  'amount',
  'currency',
  'quantity',
  'kind',
  'store',
  'category',
  'status',
]);

export const maskingRule = 'Letters read x, digits 9; everything else stands as it was.';

/** The partner's columns whose sound cells may be read by anybody. */
export function clearColumnsOf({ format }: Pick<RunBundle, 'format'>): Set<string> {
  const clear = format.mapping.fields.filter(({ field }) => clearFields.has(field));
  const masked = format.mapping.fields.filter(({ field }) => !clearFields.has(field));
  const columns = new Set(clear.flatMap(({ column }) => column ?? []));
  // A column may be mapped twice, once to a name.
  for (const { column } of masked) if (column !== undefined) columns.delete(column);
  return columns;
}

/** The text with its shape and without its content, at most so many characters of it. */
export function shapeOf(text: string): string {
  const cut = text.slice(0, diagnosticsLimits.cellChars);
  const shape = cut.replace(/\p{L}|\p{M}/gu, 'x').replace(/\p{N}/gu, '9');
  return cut.length < text.length ? `${shape}…` : shape;
}

/**
 * What was found in a wrong cell can be anything, also a name in the column of dates, so it is always masked. So is every cell of a
 * row whose cells may have slipped into each other's columns.
 */
export function maskedRowError(error: RowError, clearColumns: ReadonlySet<string>): RowError {
  const hasSlipped = error.problems.some(({ column }) => column === undefined);
  return {
    ...error,
    problems: error.problems.map(maskedProblem),
    cells:
      error.cells?.map(({ column, text, problem }) => {
        const isClear = clearColumns.has(column) && problem === null && !hasSlipped;
        return {
          column,
          text: isClear ? text.slice(0, diagnosticsLimits.cellChars) : shapeOf(text),
          problem,
        };
      }) ?? null,
    rawLine: error.rawLine === null ? null : shapeOf(error.rawLine),
    txnId: error.txnId === null ? null : shapeOf(error.txnId),
    memberNo: error.memberNo === null ? null : shapeOf(error.memberNo),
  };
}

export function maskedCluster(cluster: RowErrorCluster): RowErrorCluster {
  return { ...cluster, example: maskedFinding(cluster.example) };
}

export function maskedEvent(event: RunEvent): RunEvent {
  const message = event.message.replace(/^person:\S+/, 'person:•••');
  return { ...event, message: maskedFinding(message) };
}

/** People who work here are persons too. */
export function maskedRun({ problem, cancellation, ...run }: Run): Run {
  const by = cancellation?.by.replace(/^person:.*/, 'person:•••') ?? '';
  return {
    ...run,
    problem: problem === null ? null : maskedProblem(problem),
    cancellation: cancellation === null ? null : { ...cancellation, by },
  };
}

function maskedProblem({ found, message, ...problem }: RowProblem): RowProblem {
  return {
    ...problem,
    message: maskedFinding(message),
    ...(found === undefined ? {} : { found: shapeOf(found) }),
  };
}

/** Messages of the tabular engine end with what was found: `…: expected a date, found “31.02.”.` */
function maskedFinding(message: string): string {
  return message.replace(
    /(, found “)([^]*)(”\.?)$/,
    (_all, before: string, found: string, end: string) => `${before}${shapeOf(found)}${end}`,
  );
}
