import { readFileSync } from 'node:fs';
import * as z from 'zod';

const file = z.strictObject({
  region: z.string(),
  currency: z.literal('USD'),
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
  note: z.string(),
  prices: z.record(
    z.string(),
    z.strictObject({ usd: z.number().positive(), per: z.string(), page: z.url() }),
  ),
});

export const priceList = file.parse(
  JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8')),
);

/** US dollars. */
export function priceOf(name: string): number {
  const price = priceList.prices[name];
  if (!price) throw new Error(`prices.json has no price called ${name}.`);
  return price.usd;
}
