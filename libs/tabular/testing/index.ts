export { cdnowPurchases, employeeRoster, plainDialect, standardPurchases } from './feed-formats.ts';
export { decodeAll, type DecodedFile } from './decode-all.ts';
