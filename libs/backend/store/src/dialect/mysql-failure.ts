import { DatabaseFailure, type DatabaseFailureKind } from './database-failure.ts';

const duplicateKey = [1062, 1586];
/** Deadlock, lock wait, record changed since last read. */
const contention = [1213, 1205, 1020];
/** Too many connections, shutting down, killed, read-only after a failover. */
const unavailable = [
  1040, 1203, 1226, 1053, 1927, 1290, 1792, 1836, 1152, 1153, 1159, 1161, 2002, 2006, 2013,
];
/** Interrupted, sort aborted, over the server's own limit for a statement (MariaDB, MySQL): it was too busy to answer in time. */
const stopped = [1317, 1028, 1969, 3024];
/** No such user, another password, no right to the database: access denied, for which the driver closes the connection. */
export const loginRefused = [1044, 1045];
/** Somebody has to put it right, so that trying again is no use: the login, or that the server takes TLS only. */
const misconfigured = [...loginRefused, 3159];
/** SIGNAL of our triggers, CHECK, NOT NULL, too long, out of range, wrong value. */
const refused = [1644, 3819, 4025, 1048, 1364, 1406, 1264, 1366, 1292, 1142];
/** Their text quotes the value that was refused, or the statement with the values in it. */
const quotesValues = [1062, 1064, 1292, 1366, 1367, 1411, 1525, 1586, 1690, 3140, 4037, 4038];
/** The state of the connection or its server is not to be trusted afterwards. */
const taints = [...contention, ...unavailable];

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);

interface MysqlError {
  errno: number;
  code: string;
  fatal: boolean;
  message: string;
}

/** An error of mysql2 as a failure. `inCommit`: a lost connection leaves open whether the server heard us. */
export function mysqlFailure(error: unknown, phase: 'before' | 'in-commit'): DatabaseFailure {
  const { errno, code, fatal, message } = fieldsOf(error);
  const kind = kindOf(errno, code, fatal);
  const text = quotesValues.includes(errno) ? code : `${code} ${message}`;
  return new DatabaseFailure(
    kind === 'unavailable' && phase === 'in-commit' ? 'unknown-outcome' : kind,
    errno,
    `MySQL ${String(errno)}: ${text}`,
  );
}

/** Whether the connection must be thrown away rather than handed to the next caller. */
export function taintsConnection(failure: DatabaseFailure): boolean {
  return (
    failure.kind === 'unavailable' ||
    failure.kind === 'unknown-outcome' ||
    taints.includes(failure.engineCode)
  );
}

export const unknownDatabase = 1049;

export function errnoOf(error: unknown): number {
  return fieldsOf(error).errno;
}

function kindOf(errno: number, code: string, fatal: boolean): DatabaseFailureKind {
  if (duplicateKey.includes(errno)) return 'duplicate';
  if (contention.includes(errno)) return 'contention';
  if (misconfigured.includes(errno)) return 'other';
  if ([...unavailable, ...stopped].includes(errno) || connectionCodes.has(code) || fatal) {
    return 'unavailable';
  }
  return refused.includes(errno) ? 'refused' : 'other';
}

function fieldsOf(error: unknown): MysqlError {
  const fields: Partial<Record<'errno' | 'code' | 'fatal' | 'sqlMessage', unknown>> =
    typeof error === 'object' && error !== null ? error : {};
  const message = error instanceof Error ? error.message : String(error);
  return {
    // Negative numbers are the operating system's.
    errno: typeof fields.errno === 'number' && fields.errno > 0 ? fields.errno : 0,
    code: typeof fields.code === 'string' ? fields.code : '',
    fatal: fields.fatal === true,
    message: typeof fields.sqlMessage === 'string' ? fields.sqlMessage : message,
  };
}
