import { defaultLimits } from '../src/file-limits.ts';
import type { Dialect, FeedFormat } from '../src/feed-format.ts';

/** UTF-8, comma, double quotes, a header: what most partners send. */
export const plainDialect: Dialect = {
  format: 'delimited',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  lineEnding: 'any',
  header: true,
  skipLines: 0,
  normaliseHeaders: false,
  trim: false,
  nullTokens: [],
  trailer: null,
  limits: defaultLimits,
};

/** `txn_id,member_id,txn_date,amount,currency,qty,store,note`: the purchase feed that the bad-input cases are written for. */
export const standardPurchases: FeedFormat = {
  documentType: 'purchase',
  dialect: plainDialect,
  layout: {
    columns: [
      { name: 'txn_id', type: 'text', required: true },
      { name: 'member_id', type: 'text', required: true },
      { name: 'txn_date', type: 'date', required: true, minimum: '2016-01-01' },
      { name: 'amount', type: 'decimal', required: true },
      { name: 'currency', type: 'text', required: true },
      { name: 'qty', type: 'integer', required: false, minimum: '0' },
      { name: 'store', type: 'text', required: false },
      { name: 'note', type: 'text', required: false },
    ],
    unknownColumns: 'ignore',
  },
  mapping: {
    fields: [
      { field: 'txnId', column: 'txn_id' },
      { field: 'memberNo', column: 'member_id' },
      { field: 'occurredOn', column: 'txn_date' },
      { field: 'amount', column: 'amount' },
      { field: 'currency', column: 'currency' },
      { field: 'quantity', column: 'qty' },
      { field: 'store', column: 'store' },
      { field: 'note', column: 'note' },
    ],
    transactionKey: { kind: 'column' },
  },
  valueMaps: [],
};

/**
 * CDNOW_master.txt: space-aligned fixed width, CRLF, no transaction id, and 255 lines that repeat another one and are
 * real purchases. Its header line is not aligned with the columns, so it is skipped, not read.
 */
export const cdnowPurchases: FeedFormat = {
  documentType: 'purchase',
  dialect: {
    ...plainDialect,
    format: 'fixed-width',
    quote: null,
    header: false,
    skipLines: 1,
    trim: true,
  },
  layout: {
    columns: [
      { name: 'customer_id', type: 'text', required: true, start: 1, width: 5 },
      { name: 'date', type: 'date', required: true, format: 'yyyyMMdd', start: 7, width: 8 },
      { name: 'number_of_cds', type: 'integer', required: true, minimum: '0', start: 15, width: 3 },
      {
        name: 'dollar_value',
        type: 'decimal',
        required: true,
        scale: 2,
        minimum: '0',
        start: 18,
        width: 8,
      },
    ],
    unknownColumns: 'reject',
  },
  mapping: {
    fields: [
      { field: 'memberNo', column: 'customer_id' },
      { field: 'occurredOn', column: 'date' },
      { field: 'quantity', column: 'number_of_cds' },
      { field: 'amount', column: 'dollar_value' },
      { field: 'currency', constant: 'USD' },
    ],
    transactionKey: {
      kind: 'derived',
      columns: ['customer_id', 'date', 'number_of_cds', 'dollar_value'],
      scope: 'feed',
    },
  },
  valueMaps: [],
};

/** AdventureWorks Employee.csv: tab separated, unquoted, no header; an HRMS roster in all but name. */
export const employeeRoster: FeedFormat = {
  documentType: 'roster',
  dialect: { ...plainDialect, delimiter: '\t', quote: null, header: false },
  layout: {
    columns: [
      { name: 'BusinessEntityID', type: 'integer', required: true, minimum: '1' },
      { name: 'NationalIDNumber', type: 'text', required: true, maxLength: 15 },
      { name: 'LoginID', type: 'text', required: true, maxLength: 256 },
      { name: 'OrganizationNode', type: 'text', required: false },
      { name: 'OrganizationLevel', type: 'integer', required: false },
      { name: 'JobTitle', type: 'text', required: true },
      { name: 'BirthDate', type: 'date', required: true },
      { name: 'MaritalStatus', type: 'text', required: true, allowed: ['M', 'S'] },
      { name: 'Gender', type: 'text', required: true, allowed: ['M', 'F'] },
      { name: 'HireDate', type: 'date', required: true },
      {
        name: 'SalariedFlag',
        type: 'boolean',
        required: true,
        trueTokens: ['1'],
        falseTokens: ['0'],
      },
      { name: 'VacationHours', type: 'integer', required: true },
      { name: 'SickLeaveHours', type: 'integer', required: true },
      { name: 'CurrentFlag', type: 'text', required: true, allowed: ['0', '1'] },
      { name: 'rowguid', type: 'text', required: true },
      { name: 'ModifiedDate', type: 'timestamp', required: true },
    ],
    unknownColumns: 'reject',
  },
  mapping: {
    fields: [
      { field: 'memberNo', column: 'BusinessEntityID' },
      { field: 'name', column: 'LoginID' },
      { field: 'status', column: 'CurrentFlag', valueMap: 'employment' },
      { field: 'jobTitle', column: 'JobTitle' },
      { field: 'hiredOn', column: 'HireDate' },
      { field: 'bornOn', column: 'BirthDate' },
    ],
    transactionKey: { kind: 'column' },
  },
  valueMaps: [{ name: 'employment', entries: { '1': 'active', '0': 'closed' } }],
};
