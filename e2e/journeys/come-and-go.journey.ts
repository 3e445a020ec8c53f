import { expect, fillSignIn, test } from '../fixtures/portal.ts';

test.describe('people come and go', () => {
  test('signing out ends it in every tab, and the way back asks again', async ({
    page,
    context,
    signIn,
    hub,
  }) => {
    await signIn('support', '/runs');
    const second = await context.newPage();
    await second.goto(`${hub.portal}/runs`);
    await expect(second.getByRole('heading', { name: 'Runs' })).toBeVisible();

    await page.getByRole('button', { name: /account and preferences/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await expect(second.getByRole('heading', { name: 'You are signed out' })).toBeVisible();

    await second.goto(`${hub.portal}/runs`);
    await expect(second.getByRole('heading', { name: 'Sign in to Waybill' })).toBeVisible();
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in to Waybill' })).toBeVisible();
  });

  test('an account nobody knows is told so, and one of the list gets in', async ({ page, hub }) => {
    await page.goto(hub.portal);
    await fillSignIn(page, 'stranger');
    await expect(page.getByRole('alert')).toContainText('There is no local account “stranger”');
    await expect(page.getByLabel('Account')).toHaveValue('stranger');
    await page.getByRole('button', { name: /^Sign in as qa,/ }).click();
    await expect(page.getByRole('button', { name: /^Quinn Abara,? QA/ })).toBeVisible();
  });

  test('the chosen theme stays', async ({ page, signIn }) => {
    await signIn('auditor', '/runs');
    await page.getByRole('button', { name: /account and preferences/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.reload();
    await page.getByRole('button', { name: /account and preferences/ }).click();
    await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toHaveAttribute(
      'aria-checked',
      'true',
    );
    const light = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(light).toBe('dark');
  });
});
