import { expect, type Page } from '@playwright/test';
import type { RunningHub } from '../fixtures/hub.ts';
import { fillSignIn } from '../fixtures/portal.ts';
import type { Places } from './places.ts';
import type { Screen } from './screen.ts';

/** Goes to a screen, as whoever looks at it, and returns when all of it is there. */
export async function visit(
  page: Page,
  hub: Pick<RunningHub, 'portal'>,
  screen: Screen,
  places: Places | null,
): Promise<void> {
  if (!screen.follows) {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await screen.prepare?.(page);
    await page.goto(hub.portal + addressOf(screen, places));
    if (screen.account) await signInIfAsked(page, screen.account);
  }
  await screen.reach?.(page);
  await expect(screen.shows(page).first(), screen.name).toBeVisible({ timeout: 20_000 });
  if (screen.stillLoading) return;
  await allThere(page, screen.name);
}

/** The route with the id in its place. */
function addressOf({ name, route, place, query = '' }: Screen, places: Places | null): string {
  const id = place && places ? places[place] : null;
  if (id === null && /:\w/.test(route + query)) throw new Error(`${name} lacks its id`);
  const path = route === '**' ? '/no-such-page' : route;
  return (path + query).replaceAll(/:(?:id|code)\b/g, encodeURIComponent(id ?? ''));
}

async function signInIfAsked(page: Page, account: string): Promise<void> {
  const main = page.getByRole('main');
  const form = page.getByLabel('Account');
  await main.or(form).first().waitFor();
  if (await form.isVisible()) await fillSignIn(page, account);
}

/** Some parts are fetched only when they are about to be seen; what lies below a dialog is not. */
async function allThere(page: Page, name: string): Promise<void> {
  const isCovered = (await page.locator('.cdk-overlay-pane').count()) > 0;
  const place = page.locator(isCovered ? '.cdk-overlay-container' : 'body');
  const waiting = place.locator('wb-skeleton, [aria-busy=true]');
  await expect(async () => {
    const count = await waiting.count();
    if (count > 0) await waiting.first().scrollIntoViewIfNeeded({ timeout: 1_000 });
    expect(count, `${name} waits for nothing`).toBe(0);
  }).toPass({ timeout: 20_000 });
  await page.evaluate(() => {
    window.scrollTo(0, 0);
  });
}
