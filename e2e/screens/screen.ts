import type { Locator, Page } from '@playwright/test';
import type { PlaceName } from './places.ts';

/** A screen, or a state of one, that is worth a picture and must be usable by everybody. */
export interface Screen {
  readonly name: string;
  /** Where it is, as the portal's route tree has it. */
  readonly route: string;
  /** It is reached from where the screen before it in the table ended. */
  readonly follows?: boolean;
  /** What `:id` and `:code` of the route stand for. */
  readonly place?: PlaceName;
  /** Behind the path: what the list is narrowed to and the like. */
  readonly query?: string;
  /** Who looks at it; nobody is signed in when absent. */
  readonly account?: string;
  readonly onEmptyHub?: boolean;
  /** It shows, on purpose, what a screen looks like while it waits. */
  readonly stillLoading?: boolean;
  /** What is seen once the screen is there. */
  shows(page: Page): Locator;
  /** Before the page is opened. */
  prepare?(page: Page): Promise<unknown>;
  /** From the opened page to the state meant. */
  reach?(page: Page): Promise<unknown>;
}

type Details = Omit<Screen, 'name' | 'route' | 'shows'> & { shows?: Screen['shows'] };

export const heading = (text: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { level: 1, name: text });
export const dialog = (name: string | RegExp) => (page: Page) => page.getByRole('dialog', { name });
export const region = (name: string) => (page: Page) => page.getByRole('region', { name });
export const click = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};

/** Most screens are looked at by support. */
export function seen(
  name: string,
  route: string,
  title: string | RegExp,
  details: Details = {},
): Screen {
  return { name, route, account: 'support', shows: heading(title), ...details };
}

/** What the screen before it leads to. */
export function leadsTo(
  name: string,
  route: string,
  details: Required<Pick<Screen, 'shows' | 'reach'>>,
) {
  return { name, route, account: 'support', follows: true, ...details };
}

export const aRow = (page: Page) => page.getByRole('row').nth(1).getByRole('link').first();
