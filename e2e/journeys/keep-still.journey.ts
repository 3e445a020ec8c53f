import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/portal.ts';

test('nothing moves for who asks their system for less motion', async ({ page, signIn }) => {
  await signIn('viewer', '/overview');
  // The list stays on its way, with what stands there meanwhile.
  await page.route('**/bff/api/runs?*', () => new Promise(() => undefined));
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page.locator('wb-skeleton').first()).toBeVisible();
  await page.getByRole('button', { name: /account and preferences/ }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
  expect(await moving(page)).toBe(0);

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving(page), 'what moves otherwise').toBeGreaterThan(0);
});

/** Animations and transitions on the page that take longer than anybody can see. */
function moving(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1).length,
  );
}
