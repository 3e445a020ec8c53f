import { daysLeftInMonth, isWeekend, written, type Day } from './calendar.ts';
import { diceFor, type Dice } from './dice.ts';
import type { Person } from './people.ts';
import type { FeedPlan, PlannedColumn, PurchasePlan } from './plan.ts';
import { buysOn } from './roster.ts';

/** A purchase, or a return of one, before it is written in anybody's way. */
export interface Purchase {
  readonly txnId: string;
  readonly memberNo: string;
  readonly day: Day;
  readonly minute: number;
  /** In the smallest unit that is written; negative for a return. */
  readonly amount: number;
  readonly currency: string;
  readonly store: string;
  /** Of the purchase that is taken back. */
  readonly original: string | null;
  readonly note: string;
}

export interface Shop {
  readonly partner: string;
  readonly feed: FeedPlan;
  readonly purchases: PurchasePlan;
  readonly people: readonly Person[];
  /** Whether a roster says who joins and who leaves; else everybody buys all the time. */
  readonly hasRoster: boolean;
  /** The first day of the story; growth counts from it. */
  readonly firstDay: Day;
}

const returnedAfterDays = 3;
const dayEndsAt = 1200;

/** What was bought on a day: a weekly rhythm, more at the end of the month, a third more at the end than at the beginning. */
export function purchasesOn(shop: Shop, day: Day): Purchase[] {
  const { partner, feed, purchases } = shop;
  const dice = diceFor('purchases', partner, feed.code, day);
  const count = rowsOn(shop, day, dice);
  const buyers = buyersOn(shop, day);
  const bought = Array.from({ length: count }, (_, at) =>
    purchaseOf({ ...shop, people: buyers }, day, at, dice),
  );
  if (purchases.returnsOnceIn === undefined || day - returnedAfterDays < shop.firstDay)
    return bought;
  const returns = Math.floor(count / purchases.returnsOnceIn);
  return [...bought, ...returnsOf(shop, day, returns)];
}

function rowsOn({ purchases, firstDay }: Shop, day: Day, dice: Dice): number {
  const growth = 1 + (day - firstDay) / 270;
  const weekend = isWeekend(day) ? (purchases.weekends === 'busy' ? 1.35 : 0.45) : 1;
  const payday = daysLeftInMonth(day) <= 2 ? 1.6 : 1;
  return Math.round(purchases.rows * growth * weekend * payday * (0.9 + dice.next() * 0.2));
}

function buyersOn({ people, hasRoster, firstDay }: Shop, day: Day): readonly Person[] {
  return hasRoster ? people.filter((_, at) => buysOn(at, day - firstDay)) : people;
}

function purchaseOf(
  { partner, purchases, people }: Shop,
  day: Day,
  at: number,
  dice: Dice,
): Purchase {
  const { basket, currency, stores } = purchases;
  // Small baskets are more frequent than large ones.
  const size = dice.next() * dice.next();
  const person = people[dice.below(people.length)] ?? people[0];
  return {
    txnId: idOf(partner, day, at),
    memberNo: person?.memberNo ?? '',
    day,
    minute: 480 + dice.below(dayEndsAt - 480),
    amount: basket.least + Math.round(size * (basket.most - basket.least)),
    currency,
    store: dice.pick(stores),
    original: null,
    note:
      purchases.notesOnceIn !== undefined && dice.onceIn(purchases.notesOnceIn)
        ? 'Gift wrapped,\r\ncollect at "Desk 2"'
        : '',
  };
}

function idOf(partner: string, day: Day, at: number): string {
  const letters = partner.slice(0, 2).toUpperCase();
  return `${letters}-${written(day, 'yyyyMMdd')}-${String(at + 1).padStart(4, '0')}`;
}

/** Every third purchase of some days ago, from the first on: nothing is taken back twice. */
function returnsOf(shop: Shop, day: Day, count: number): Purchase[] {
  const earlier = purchasesOn(
    { ...shop, purchases: withoutReturns(shop) },
    day - returnedAfterDays,
  );
  return earlier
    .filter((_, at) => at % 3 === 0)
    .slice(0, count)
    .map((original, at) => ({
      ...original,
      txnId: `${idOf(shop.partner, day, at)}R`,
      day,
      amount: -original.amount,
      original: original.txnId,
    }));
}

function withoutReturns({ purchases }: Shop): PurchasePlan {
  const { returnsOnceIn: _, ...others } = purchases;
  return others;
}

/** A purchase as the cells of its row. */
export function cellsOf(columns: readonly PlannedColumn[], purchase: Purchase): string[] {
  return columns.map((column) => cellOf(column, purchase));
}

function cellOf(column: PlannedColumn, purchase: Purchase): string {
  switch (column.field) {
    case 'txnId':
      return purchase.txnId;
    case 'memberNo':
      return purchase.memberNo;
    case 'occurredOn':
      return written(purchase.day, column.format, purchase.minute);
    case 'amount':
      return amountText(column, purchase.amount);
    case 'currency':
      return purchase.currency;
    case 'store':
      return purchase.store;
    case 'kind':
      return purchase.original === null ? '' : 'RETURN';
    case 'originalTxnId':
      return purchase.original ?? '';
    default:
      return purchase.note;
  }
}

function amountText({ type, decimalSeparator = '.' }: PlannedColumn, amount: number): string {
  if (type === 'integer') return String(amount);
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const text = `${digits.slice(0, -2)}${decimalSeparator}${digits.slice(-2)}`;
  return amount < 0 ? `-${text}` : text;
}
