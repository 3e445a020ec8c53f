import type { Purchase } from './purchases.ts';

const scale = 10_000;
const from = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const march = from('2026-03-01');
const april = from('2026-04-01');
const seasonStart = from('2026-11-20');
const seasonEnd = from('2026-11-30');

/** What a programmer would write for the twenty rules: the limit that a general engine is measured against. Gives the points. */
export function handWritten(row: Purchase): number {
  const { amount, quantity, kind, currency, category, store, occurredOn } = row;
  return (
    salePoints(amount, quantity, kind, currency, category) +
    storePoints(amount, quantity, category, store) +
    otherPoints(amount, quantity, kind, currency, category, store, occurredOn)
  );
}

function salePoints(
  amount: number,
  quantity: number,
  kind: string,
  currency: string,
  category: string,
): number {
  let points = 0;
  if (kind === 'sale' && amount >= 10 * scale && currency === 'USD')
    points += Math.floor(amount / scale);
  if (kind === 'sale' && amount >= 100 * scale && category === 'MUSIC')
    points += Math.floor((amount * 5) / (scale * 10));
  if (kind === 'sale' && amount >= 100 * scale && category === 'BOOKS')
    points += Math.floor((amount * 25) / (scale * 100));
  if (kind === 'sale' && quantity > 5 && category === 'MUSIC') points += quantity * 2;
  if (kind === 'sale' && quantity > 10 && amount > 250 * scale) points += quantity * 5;
  if (currency === 'EUR' && amount >= 10 * scale && kind === 'sale')
    points += Math.floor((amount * 11) / (scale * 10));
  if (currency === 'GBP' && amount >= 10 * scale && kind === 'sale')
    points += Math.floor((amount * 13) / (scale * 10));
  return points;
}

function storePoints(amount: number, quantity: number, category: string, store: string): number {
  let points = 0;
  if (store === 'NYC' && amount > 50 * scale && quantity >= 2) points += 10;
  if (store === 'BOS' && amount > 50 * scale && quantity >= 2) points += 12;
  if (store === 'SFO' && amount > 75 * scale && category !== 'GAMES') points += 15;
  if ((store === 'NYC' || store === 'BOS') && category === 'GAMES' && amount < 20 * scale)
    points += 3;
  return points;
}

function otherPoints(
  amount: number,
  quantity: number,
  kind: string,
  currency: string,
  category: string,
  store: string,
  occurredOn: number,
): number {
  let points = 0;
  if (occurredOn >= march && occurredOn < april && amount > 30 * scale) points += 20;
  if (occurredOn >= seasonStart && occurredOn <= seasonEnd && kind === 'sale')
    points += Math.floor((amount * 2) / scale);
  if (category === 'TOYS' && quantity >= 3 && amount > 40 * scale) points += quantity * 4;
  if (category === 'FOOD' && amount > 200 * scale && store === 'NYC') points += 25;
  if (category === 'FOOD' && quantity < 2 && amount < 5 * scale) points += 1;
  if (amount > 400 * scale && quantity <= 2 && currency === 'USD') points += 50;
  if (amount > 450 * scale && store === 'LAX' && kind === 'sale') points += 60;
  if (quantity === 7 && kind === 'sale' && amount >= 7 * scale) points += 7;
  if (kind === 'gift' && amount > 25 * scale && currency === 'USD')
    points += Math.floor(amount / (scale * 10));
  return points;
}
