import { billOf, sumOf, traditionalBillOf } from './bill.ts';
import type { Line } from './bill.ts';
import { priceList } from './prices.ts';
import { standing } from './standing.ts';
import { counters } from './workload.ts';

/** `npm run cost [-- <rows a month> …]`: what a month of a production environment costs, from the templates, counters and price list. */
const given = process.argv.slice(2).map(Number);
if (given.some((rows) => !(rows > 0))) {
  console.error(
    'Usage: npm run cost [-- <rows a month> …], e.g. npm run cost -- 100000 1000000000',
  );
  process.exit(2);
}
const months = given.length > 0 ? given : [100_000, 10_000_000, 1_000_000_000];

console.log(
  `US dollars a month, ${priceList.region}, list prices of ${priceList.asOf} (infra/cost/prices.json)\n`,
);
print(['rows a month', ...months.map((rows) => rows.toLocaleString('en'))]);
const waybill = months.map((rows) => billOf(rows));
const servers = months.map((rows) => traditionalBillOf(rows));
printBills(waybill);
console.log('\nthe same on servers that stand all the time');
printBills(servers);
print([
  'Waybill is cheaper by',
  ...months.map((_, at) => share(1 - sumOf(waybill[at] ?? []) / sumOf(servers[at] ?? []))),
]);

console.log('\nstanding in the templates, whether anything happens or not');
for (const { type, count, usd } of standing()) print([`${count} × ${type}`, dollars(usd)]);
console.log('\ncounters (infra/cost/workload.ts)');
for (const [name, value] of Object.entries(counters)) print([name, value.toLocaleString('en')]);

function printBills(bills: readonly (readonly Line[])[]): void {
  const [first = []] = bills;
  for (const [row, { what }] of first.entries()) {
    // How many servers it takes is in the words of the column.
    print([what.replace(/\d+ /, ''), ...bills.map((bill) => dollars(bill[row]?.usd ?? 0))]);
  }
  print(['sum', ...bills.map((bill) => dollars(sumOf(bill)))]);
}

function print([first = '', ...cells]: readonly string[]): void {
  console.log(`  ${first.padEnd(44)}${cells.map((cell) => cell.padStart(16)).join('')}`);
}

function dollars(usd: number): string {
  return usd.toLocaleString('en', { maximumFractionDigits: usd < 10 ? 2 : 0 });
}

function share(part: number): string {
  return `${Math.round(part * 100)} %`;
}
