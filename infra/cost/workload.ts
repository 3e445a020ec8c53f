/** What a month of so many rows makes the hub do, in units that are paid for. */
export interface Workload {
  readonly rows: number;
  readonly files: number;
  readonly apiRequests: number;
  /** At both gateways: what people ask goes through the BFF, a function of its own. */
  readonly gatewayRequests: number;
  readonly lambdaRequests: number;
  /** Of functions that answer, 512 MB. */
  readonly answerGbSeconds: number;
  /** Of functions that work on files, 1,769 MB. */
  readonly workGbSeconds: number;
  readonly databaseGb: number;
  /** Mean over the month. */
  readonly databaseAcu: number;
  readonly databaseIos: number;
  readonly archiveGb: number;
  readonly s3Writes: number;
  readonly s3Reads: number;
  readonly queueRequests: number;
  readonly logGb: number;
  readonly traces: number;
  readonly portalGb: number;
  readonly portalRequests: number;
}

/**
 * What the model takes a row, a file, a person to be. Measured figures name the command that makes them; the others are assumptions, to
 * be replaced by those of an account.
 */
export const counters = {
  /** Rows a second of one worker: 37,376 measured by `npm run bench -- pipeline` with the database on the same two cores, halved for a database over a network. */
  rowsPerSecond: 15_000,
  rowsPerFile: 5_000,
  /** Of a file; the purchase file of the bench has 60. */
  bytesPerRow: 100,
  /** Row outcome, entry and their indexes in InnoDB: `npm run load` says it. */
  databaseBytesPerRow: 360,
  monthsKept: 13,
  /** Answers of API and BFF; p50 by `npm run load`, with a database over a network. */
  answerSeconds: 0.05,
  /** Functions that wake up every minute when there is nothing to do. */
  ticksPerMonth: 3 * 30 * 24 * 60,
  tickSeconds: 0.3,
  people: 50,
  requestsPerPersonAndMonth: 20_000,
  /** Balances read and orders told of by other systems. */
  systemRequestsPerRow: 0.2,
  logBytesPerRequest: 600,
  logBytesPerFile: 4_000,
  tracedShare: 0.05,
  portalBytesPerPersonAndMonth: 20e6,
  /** What is looked at of a month's data has room in memory; an ACU has 2 GB of it. */
  hotShareOfMonth: 0.02,
  gbPerAcu: 2,
  /** What an ACU takes in and answers, while it does; assumed. */
  rowsPerSecondAndAcu: 2_500,
  requestsPerSecondAndAcu: 250,
  iosPerRow: 2,
} as const;

const monthSeconds = 30 * 24 * 3600;
const gb = 1e9;

export function workloadOf(rows: number): Workload {
  const c = counters;
  const files = Math.ceil(rows / c.rowsPerFile);
  const personal = c.people * c.requestsPerPersonAndMonth;
  const apiRequests = personal + rows * c.systemRequestsPerRow;
  const answers = apiRequests + personal;
  const work = rows / c.rowsPerSecond;
  return {
    rows,
    files,
    apiRequests,
    gatewayRequests: answers,
    lambdaRequests: answers + files * 2 + c.ticksPerMonth,
    answerGbSeconds: answers * c.answerSeconds * 0.512,
    workGbSeconds: (work + c.ticksPerMonth * c.tickSeconds) * 1.769,
    databaseGb: (rows * c.databaseBytesPerRow * c.monthsKept) / gb,
    databaseAcu: acuOf(rows, answers),
    databaseIos: rows * c.iosPerRow,
    archiveGb: (rows * c.bytesPerRow * c.monthsKept) / gb,
    s3Writes: files * 3,
    s3Reads: files * 3 + c.ticksPerMonth,
    queueRequests: files * 3 + c.ticksPerMonth,
    logGb: (answers * c.logBytesPerRequest + files * c.logBytesPerFile) / gb,
    traces: (answers + files) * c.tracedShare,
    portalGb: (c.people * c.portalBytesPerPersonAndMonth) / gb,
    portalRequests: personal,
  };
}

function acuOf(rows: number, answers: number): number {
  const c = counters;
  const memory = (rows * c.databaseBytesPerRow * c.hotShareOfMonth) / gb / c.gbPerAcu;
  const busy = rows / c.rowsPerSecondAndAcu + answers / c.requestsPerSecondAndAcu;
  return Math.max(1, memory) + busy / monthSeconds;
}
