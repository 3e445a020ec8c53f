export { cdnowPurchases, employeeRoster, plainDialect, standardPurchases } from './feed-formats.ts';
