export { cdnowPurchases, employeeRoster, plainDialect, standardPurchases } from './feed-formats.ts';
export { decodeAll } from './decode-all.ts';
export { rowsOfPart } from './rows-of-part.ts';
