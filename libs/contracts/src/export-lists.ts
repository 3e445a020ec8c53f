import type { AuditEvent } from './audit.ts';
import type { BacktestRow } from './backtests.ts';
import type { InboundFile } from './files.ts';
import type { LedgerEntry } from './ledger-entries.ts';
import type { Member } from './members.ts';
import type { Permission } from './roles.ts';
import type { Replay } from './replays.ts';
import type { RowError } from './row-errors.ts';
import type { Run } from './runs.ts';

/** What a cell may hold; a number stays one, everything else is text, null is empty. */
export type ExportCell = string | number | null;

export interface ExportColumn<Item> {
  readonly key: string;
  /** The column of the portal's list that shows it, when it is not called like it. */
  readonly shownIn?: string;
  /** As the column's head on the screen; becomes the head in the file. */
  readonly header: string;
  /** Holds what people wrote into files; masked for callers without payload:read. */
  readonly isPersonal?: true;
  cell(item: Item): ExportCell;
}

export interface ExportList<Item> {
  /** The list's name, for people: “Export of runs”. */
  readonly label: string;
  /** What the list itself asks for. */
  readonly permission: Permission;
  readonly columns: readonly ExportColumn<Item>[];
}

/** One thing of each list that can be exported. */
export interface ExportItems {
  runs: Run;
  files: InboundFile;
  'row-errors': RowError;
  members: Member;
  entries: LedgerEntry;
  replays: Replay;
  audit: AuditEvent;
  'backtest-rows': BacktestRow;
}

export type ExportListName = keyof ExportItems;

const runs: ExportList<Run> = {
  label: 'runs',
  permission: 'runs:read',
  columns: [
    { key: 'id', header: 'Run id', cell: ({ id }) => id },
    { key: 'state', header: 'State', cell: ({ state }) => state },
    { key: 'kind', header: 'Kind', cell: ({ kind }) => kind },
    { key: 'partner', header: 'Partner', cell: ({ partner }) => partner },
    { key: 'feed', header: 'Feed', cell: ({ feed }) => feed },
    { key: 'file', header: 'File', cell: ({ file }) => file.name },
    { key: 'ruleVersion', header: 'Rule version', cell: ({ ruleVersion }) => ruleVersion },
    { key: 'read', shownIn: 'rows', header: 'Read', cell: ({ counts }) => counts.read },
    { key: 'posted', shownIn: 'rows', header: 'Posted', cell: ({ counts }) => counts.posted },
    {
      key: 'unchanged',
      shownIn: 'rows',
      header: 'Unchanged',
      cell: ({ counts }) => counts.unchanged,
    },
    {
      key: 'duplicate',
      shownIn: 'rows',
      header: 'Duplicate',
      cell: ({ counts }) => counts.duplicate,
    },
    { key: 'conflict', shownIn: 'rows', header: 'Conflict', cell: ({ counts }) => counts.conflict },
    { key: 'rejected', shownIn: 'rows', header: 'Rejected', cell: ({ counts }) => counts.rejected },
    { key: 'skipped', shownIn: 'rows', header: 'Skipped', cell: ({ counts }) => counts.skipped },
    {
      key: 'pointsAccrued',
      shownIn: 'points',
      header: 'Points accrued',
      cell: (run) => run.pointsAccrued,
    },
    {
      key: 'pointsReversed',
      shownIn: 'points',
      header: 'Points reversed',
      cell: (run) => run.pointsReversed,
    },
    { key: 'problem', header: 'Problem', cell: ({ problem }) => problem?.code ?? null },
    { key: 'replayOf', header: 'Replay of', cell: ({ replayOf }) => replayOf },
    { key: 'attempt', header: 'Attempt', cell: ({ attempt }) => attempt },
    { key: 'queuedAt', header: 'Queued', cell: ({ queuedAt }) => queuedAt },
    { key: 'startedAt', shownIn: 'started', header: 'Started', cell: ({ startedAt }) => startedAt },
    {
      key: 'finishedAt',
      shownIn: 'duration',
      header: 'Finished',
      cell: ({ finishedAt }) => finishedAt,
    },
  ],
};

const files: ExportList<InboundFile> = {
  label: 'files',
  permission: 'files:read',
  columns: [
    { key: 'id', header: 'File id', cell: ({ id }) => id },
    { key: 'name', header: 'File', cell: ({ name }) => name },
    { key: 'state', header: 'State', cell: ({ state }) => state },
    { key: 'partner', header: 'Partner', cell: ({ partner }) => partner },
    { key: 'feed', header: 'Feed', cell: ({ feed }) => feed },
    { key: 'sizeBytes', shownIn: 'size', header: 'Bytes', cell: ({ sizeBytes }) => sizeBytes },
    { key: 'sha256', header: 'SHA-256', cell: ({ sha256 }) => sha256 },
    { key: 'problem', header: 'Why', cell: ({ problem }) => problem?.code ?? null },
    { key: 'duplicateOf', header: 'Duplicate of', cell: ({ duplicateOf }) => duplicateOf },
    { key: 'lastRun', header: 'Last run', cell: ({ lastRun }) => lastRun },
    { key: 'key', header: 'Object key', cell: ({ key }) => key },
    {
      key: 'receivedAt',
      shownIn: 'received',
      header: 'Received',
      cell: ({ receivedAt }) => receivedAt,
    },
    { key: 'archivedAt', header: 'Archived', cell: ({ archivedAt }) => archivedAt },
  ],
};

const rowErrors: ExportList<RowError> = {
  label: 'row errors',
  permission: 'runs:read',
  columns: [
    { key: 'id', header: 'Id', cell: ({ id }) => id },
    { key: 'state', header: 'State', cell: ({ state }) => state },
    { key: 'partner', header: 'Partner', cell: ({ partner }) => partner },
    { key: 'feed', header: 'Feed', cell: ({ feed }) => feed },
    { key: 'run', header: 'Run', cell: ({ run }) => run },
    { key: 'rowNo', shownIn: 'row', header: 'Row', cell: ({ rowNo }) => rowNo },
    { key: 'line', shownIn: 'row', header: 'Line', cell: ({ line }) => line },
    { key: 'memberNo', shownIn: 'member', header: 'Member', cell: ({ memberNo }) => memberNo },
    { key: 'txnId', shownIn: 'txn', header: 'Transaction', cell: ({ txnId }) => txnId },
    { key: 'outcome', header: 'Outcome', cell: ({ outcome }) => outcome },
    {
      key: 'code',
      shownIn: 'what',
      header: 'Code',
      cell: ({ problems }) => problems[0]?.code ?? null,
    },
    {
      key: 'column',
      shownIn: 'what',
      header: 'Column',
      cell: ({ problems }) => problems[0]?.column ?? null,
    },
    {
      key: 'message',
      shownIn: 'what',
      header: 'Message',
      cell: ({ problems }) => problems[0]?.message ?? null,
    },
    {
      key: 'reasons',
      header: 'All reasons',
      isPersonal: true,
      cell: ({ problems }) => problems.map(({ message }) => message).join(' '),
    },
    {
      key: 'found',
      header: 'Found',
      isPersonal: true,
      cell: ({ problems }) => problems[0]?.found ?? null,
    },
    { key: 'expected', header: 'Expected', cell: ({ problems }) => problems[0]?.expected ?? null },
    { key: 'rawLine', header: 'Raw line', isPersonal: true, cell: ({ rawLine }) => rawLine },
    { key: 'createdAt', shownIn: 'at', header: 'Found at', cell: ({ createdAt }) => createdAt },
  ],
};

const members: ExportList<Member> = {
  label: 'members',
  permission: 'members:read',
  columns: [
    { key: 'id', header: 'Id', cell: ({ id }) => id },
    { key: 'partner', header: 'Partner', cell: ({ partner }) => partner },
    { key: 'memberNo', shownIn: 'number', header: 'Number', cell: ({ memberNo }) => memberNo },
    { key: 'state', header: 'State', cell: ({ state }) => state },
    { key: 'name', header: 'Name', isPersonal: true, cell: ({ name }) => name },
    { key: 'email', header: 'E-mail', isPersonal: true, cell: ({ email }) => email },
    { key: 'jobTitle', shownIn: 'job', header: 'Job title', cell: ({ jobTitle }) => jobTitle },
    { key: 'department', header: 'Department', cell: ({ department }) => department },
    { key: 'hiredOn', shownIn: 'hired', header: 'Hired', cell: ({ hiredOn }) => hiredOn },
    { key: 'createdAt', header: 'Created', cell: ({ createdAt }) => createdAt },
    { key: 'updatedAt', shownIn: 'changed', header: 'Changed', cell: ({ updatedAt }) => updatedAt },
  ],
};

const entries: ExportList<LedgerEntry> = {
  label: 'ledger entries',
  permission: 'ledger:read',
  columns: [
    { key: 'id', header: 'Entry', cell: ({ id }) => id },
    { key: 'kind', header: 'Kind', cell: ({ kind }) => kind },
    { key: 'partner', header: 'Partner', cell: ({ partner }) => partner },
    { key: 'feed', header: 'Feed', cell: ({ feed }) => feed },
    { key: 'member', header: 'Member', cell: ({ member }) => member },
    { key: 'txnId', shownIn: 'txn', header: 'Transaction', cell: ({ txnId }) => txnId },
    { key: 'points', header: 'Points', cell: ({ points }) => points },
    { key: 'debitAccount', header: 'Debit', cell: ({ debitAccount }) => debitAccount },
    { key: 'creditAccount', header: 'Credit', cell: ({ creditAccount }) => creditAccount },
    {
      key: 'occurredOn',
      shownIn: 'occurred',
      header: 'Occurred',
      cell: ({ occurredOn }) => occurredOn,
    },
    { key: 'expiresOn', shownIn: 'expires', header: 'Expires', cell: ({ expiresOn }) => expiresOn },
    { key: 'run', header: 'Run', cell: ({ run }) => run },
    { key: 'rowNo', header: 'Row', cell: ({ rowNo }) => rowNo },
    {
      key: 'ruleVersion',
      shownIn: 'rules',
      header: 'Rules',
      cell: ({ ruleVersion }) => ruleVersion,
    },
    { key: 'clauses', header: 'Clauses', cell: ({ clauses }) => clauses },
    { key: 'reverses', header: 'Reverses', cell: ({ reverses }) => reverses },
    { key: 'postedAt', shownIn: 'posted', header: 'Booked', cell: ({ postedAt }) => postedAt },
  ],
};

const replays: ExportList<Replay> = {
  label: 'replays',
  permission: 'runs:read',
  columns: [
    { key: 'id', header: 'Replay', cell: ({ id }) => id },
    { key: 'state', header: 'State', cell: ({ state }) => state },
    { key: 'partner', header: 'Partner', cell: ({ partner }) => partner },
    { key: 'feed', header: 'Feed', cell: ({ feed }) => feed },
    { key: 'fileName', shownIn: 'file', header: 'File', cell: ({ fileName }) => fileName },
    { key: 'originalRun', header: 'Original run', cell: ({ originalRun }) => originalRun },
    { key: 'run', header: 'Run', cell: ({ run }) => run },
    { key: 'rows', header: 'Rows', cell: (replay) => replay.rows },
    { key: 'rules', header: 'Rules', cell: (replay) => replay.rules },
    {
      key: 'ruleVersion',
      shownIn: 'rules',
      header: 'Rule version',
      cell: ({ ruleVersion }) => ruleVersion,
    },
    { key: 'rowsRead', header: 'Read', cell: ({ rowsRead }) => rowsRead },
    {
      key: 'inserted',
      shownIn: 'effects',
      header: 'Inserted',
      cell: ({ effects }) => effects.inserted,
    },
    {
      key: 'unchanged',
      shownIn: 'effects',
      header: 'Unchanged',
      cell: ({ effects }) => effects.unchanged,
    },
    {
      key: 'reversed',
      shownIn: 'effects',
      header: 'Reversed',
      cell: ({ effects }) => effects.reversed,
    },
    {
      key: 'pointsDelta',
      shownIn: 'points',
      header: 'Points',
      cell: ({ effects }) => effects.pointsDelta,
    },
    { key: 'reason', header: 'Reason', cell: ({ reason }) => reason },
    { key: 'requestedBy', header: 'Asked by', cell: ({ requestedBy }) => requestedBy },
    { key: 'createdAt', shownIn: 'at', header: 'Created', cell: ({ createdAt }) => createdAt },
    { key: 'finishedAt', header: 'Finished', cell: ({ finishedAt }) => finishedAt },
  ],
};

const audit: ExportList<AuditEvent> = {
  label: 'the audit trail',
  permission: 'audit:read',
  columns: [
    { key: 'seq', header: 'No.', cell: ({ seq }) => seq },
    { key: 'at', header: 'Time', cell: ({ at }) => at },
    { key: 'actor', header: 'Actor', cell: ({ actor }) => actor },
    { key: 'action', shownIn: 'what', header: 'Action', cell: (event) => event.action },
    { key: 'object', header: 'Object', cell: (event) => event.object },
    {
      key: 'reason',
      shownIn: 'what',
      header: 'Reason',
      cell: ({ detail }) => (typeof detail['reason'] === 'string' ? detail['reason'] : null),
    },
    { key: 'detail', header: 'Detail', cell: ({ detail }) => JSON.stringify(detail) },
    { key: 'hash', header: 'Hash', cell: ({ hash }) => hash },
  ],
};

const backtestRows: ExportList<BacktestRow> = {
  label: 'rows of a backtest',
  permission: 'rules:read',
  columns: [
    { key: 'fileName', shownIn: 'row', header: 'File', cell: ({ fileName }) => fileName },
    { key: 'rowNo', shownIn: 'row', header: 'Row', cell: ({ rowNo }) => rowNo },
    { key: 'line', header: 'Line', cell: ({ line }) => line },
    { key: 'txnId', header: 'Transaction', cell: ({ txnId }) => txnId },
    { key: 'memberNo', shownIn: 'member', header: 'Member', cell: ({ memberNo }) => memberNo },
    { key: 'change', header: 'Change', cell: ({ change }) => change },
    { key: 'baseOutcome', shownIn: 'base', header: 'Before', cell: ({ base }) => base.outcome },
    {
      key: 'basePoints',
      shownIn: 'base',
      header: 'Points before',
      cell: ({ base }) => base.points,
    },
    {
      key: 'baseClauses',
      shownIn: 'base',
      header: 'Clauses before',
      cell: ({ base }) => base.clauses,
    },
    { key: 'baseCode', header: 'Code before', cell: ({ base }) => base.code },
    { key: 'baseExpiresOn', header: 'Expires before', cell: ({ base }) => base.expiresOn },
    {
      key: 'candidateOutcome',
      shownIn: 'candidate',
      header: 'After',
      cell: (row) => row.candidate.outcome,
    },
    {
      key: 'candidatePoints',
      shownIn: 'candidate',
      header: 'Points after',
      cell: (row) => row.candidate.points,
    },
    {
      key: 'candidateClauses',
      shownIn: 'candidate',
      header: 'Clauses after',
      cell: (row) => row.candidate.clauses,
    },
    { key: 'candidateCode', header: 'Code after', cell: (row) => row.candidate.code },
    { key: 'candidateExpiresOn', header: 'Expires after', cell: (row) => row.candidate.expiresOn },
    {
      key: 'delta',
      shownIn: 'delta',
      header: 'Difference',
      cell: ({ base, candidate }) => candidate.points - base.points,
    },
  ],
};

/** The lists that can be exported and their columns: what the dialog offers is what the job writes. */
export const exportLists: { readonly [List in ExportListName]: ExportList<ExportItems[List]> } = {
  runs,
  files,
  'row-errors': rowErrors,
  members,
  entries,
  replays,
  audit,
  'backtest-rows': backtestRows,
};

/** An export is deleted that many days after it was made. */
export const exportDaysKept = 7;
