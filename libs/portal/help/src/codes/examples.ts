import type { ProblemCode } from '@waybill/tabular';

/** What each problem of a file or a row looks like: the text as it was received, and as it should have been. */
export interface Example {
  readonly wrong: string;
  readonly right: string;
}

const header = 'txn_id;member;amount;date';
const row = 'T-1;E1042;19.90;2026-11-03';

export const examples: Readonly<Record<ProblemCode, Example>> = {
  'FILE-001': { wrong: '(0 bytes)', right: `${header}\n${row}` },
  'FILE-002': {
    wrong: 'Müller in bytes of Windows-1252, declared UTF-8',
    right: 'Müller in UTF-8',
  },
  'FILE-003': { wrong: 'PK\\x03\\x04 … (a workbook named .csv)', right: `${header}\n${row}` },
  'FILE-004': { wrong: '5.2 GB, the feed takes 2 GB', right: 'three files of less than 2 GB' },
  'FILE-005': { wrong: '25,000,000 rows, the feed takes 20,000,000', right: 'two files' },
  'FILE-006': {
    wrong: `${header}\n${row}\nT-2;E10`,
    right: `${header}\n${row}\nT-2;E1043;5.00;2026-11-03`,
  },
  'FILE-007': { wrong: `${row}\n(end of file)`, right: `${row}\nTRL;1` },
  'FILE-008': { wrong: `${row}\nTRL;2`, right: `${row}\nTRL;1` },
  'FILE-009': {
    wrong: 'purchases-3.csv, with the bytes of purchases-2.csv',
    right: 'the new export',
  },
  'FILE-010': { wrong: 'acme/inbox/export.csv', right: 'acme/purchases/purchases-1.csv' },
  'FILE-011': { wrong: 'a file for a paused feed', right: 'the same file once the feed is active' },
  'FILE-012': { wrong: 'every row ends with an error', right: 'at least one row is accepted' },
  'PARSE-001': { wrong: 'T-1;The "big" one;5', right: 'T-1;"The ""big"" one";5' },
  'PARSE-002': { wrong: 'T-1;"never closed;5', right: 'T-1;"closed";5' },
  'PARSE-003': { wrong: `${header}\nT-1;E1042;19.90`, right: `${header}\n${row}` },
  'PARSE-004': { wrong: 'T-1;E10\\x0042;5', right: 'T-1;E1042;5' },
  'PARSE-005': { wrong: 'row 1\\rrow 2\\r', right: 'row 1\\nrow 2\\n' },
  'PARSE-006': {
    wrong: 'one record of 20 MB without a line end',
    right: 'a line end after each record',
  },
  'PARSE-007': { wrong: 'a;b;c;… 2,000 columns', right: 'at most the columns of the layout' },
  'LAYOUT-001': { wrong: row, right: `${header}\n${row}` },
  'LAYOUT-002': { wrong: 'txn_id;member;date', right: header },
  'LAYOUT-003': { wrong: `${header};note`, right: header },
  'LAYOUT-004': { wrong: 'txn_id;member;amount;amount', right: header },
  'LAYOUT-005': { wrong: 'txn_id;__proto__;amount;date', right: header },
  'TYPE-001': { wrong: '1,234.50 €', right: '1234.50' },
  'TYPE-002': { wrong: '19.905', right: '19.90' },
  'TYPE-003': { wrong: '31.02.2026', right: '28.02.2026' },
  'TYPE-004': { wrong: 'maybe', right: 'yes' },
  'TYPE-005': { wrong: 'Euro', right: 'EUR' },
  'CONSTRAINT-001': { wrong: 'T-1;;19.90;2026-11-03', right: row },
  'CONSTRAINT-002': { wrong: '-5 where 0 is the least', right: '5' },
  'CONSTRAINT-003': { wrong: '1926-11-03', right: '2026-11-03' },
  'CONSTRAINT-004': { wrong: 'GONE', right: 'active, frozen or closed' },
  'CONSTRAINT-005': { wrong: 'E1042 with a zero-width space in it', right: 'E1042' },
  'CONSTRAINT-006': { wrong: '“ E1042 ” with outer spaces', right: 'E1042' },
  'CONSTRAINT-007': { wrong: 'an id of 300 characters', right: 'at most 255' },
  'MAPPING-001': { wrong: 'STORE where the map knows SHOP and WEB', right: 'SHOP' },
  'TRANSPORT-001': { wrong: 'deleted before it was read', right: 'delivered again' },
  'TRANSPORT-002': { wrong: 'no right to read the bucket', right: 'the hub’s role may read it' },
  'TRANSPORT-003': { wrong: '../../purchases.csv', right: 'purchases-1.csv' },
  'TRANSPORT-004': { wrong: 'version 1, overwritten by version 2', right: 'version 2' },
  'TRANSPORT-005': { wrong: 'purchases.csv.part', right: 'purchases.csv' },
  'TRANSPORT-006': { wrong: 'an archive without the file', right: 'the file, delivered again' },
  'REFERENCE-001': { wrong: 'E9999, which no roster had', right: 'E1042' },
  'REFERENCE-002': { wrong: 'a purchase of a closed member', right: 'of an active member' },
  'REFERENCE-003': { wrong: 'a return of T-999, never delivered', right: 'a return of T-1' },
  'REFERENCE-004': { wrong: 'a second return of T-1', right: 'one return of T-1' },
  'RULE-001': { wrong: 'a purchase that a rule refuses', right: 'one that it takes' },
  'RULE-002': { wrong: 'a gift card, which a rule leaves out', right: 'goods' },
  'RULE-003': {
    wrong: 'an amount of 0.40 at one point per whole unit',
    right: 'an amount of 1.00',
  },
  'RULE-004': { wrong: 'a category that no rule names', right: 'a category that one does' },
  'RULE-005': { wrong: 'a rule on amount, and no amount', right: 'an amount' },
  'RULE-006': {
    wrong: 'amount / quantity with quantity 0',
    right: 'quantity > 0 ? amount / quantity : 0',
  },
  'RULE-007': { wrong: '9,007,199,254,740,993', right: 'a number below nine quadrillion' },
  'RULE-008': { wrong: '1,000,000 points where 50,000 are the most', right: 'at most 50,000' },
  'RULE-009': {
    wrong: 'points: amount - 100 for an amount of 20',
    right: 'points: max(0, amount - 100)',
  },
  'RULE-010': { wrong: 'lines “≥ 10” and “≤ 20” for an amount of 15', right: '“≥ 10” and “< 10”' },
  'DUPLICATE-001': { wrong: 'T-1 over 19.90, then T-1 over 29.90', right: 'T-2 over 29.90' },
  'DUPLICATE-002': { wrong: `${row}\n${row}`, right: row },
  'DUPLICATE-003': { wrong: 'a replay of a row that stands', right: 'nothing to change' },
  'LEDGER-001': { wrong: 'spending 500 of 300 points', right: 'spending 300' },
  'LEDGER-002': { wrong: 'taking back 500 of 300 earned', right: 'taking back 300' },
  'GUARD-001': { wrong: 'a roster that closes 80 of 100 members', right: 'one that closes 2' },
  'SYSTEM-001': { wrong: 'an error inside the hub', right: 'the same row, replayed' },
  'SYSTEM-002': { wrong: 'five attempts, none of which ended', right: 'a replay' },
  'SYSTEM-003': { wrong: 'rules that name a missing column', right: 'rules that fit the layout' },
};
