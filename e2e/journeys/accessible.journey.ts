import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Run } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import { expect, test } from '../fixtures/portal.ts';
import { faultyPurchases, renamedHeader, soundPurchases } from './purchase-files.ts';

// A failure here names screen, theme and element; recording would double the time.
test.use({ trace: 'off' });

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa'];
const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test.describe('everybody can use every screen, light or dark, wide or narrow', () => {
  test('the way in and out', async ({ page, hub, signIn }) => {
    await page.goto(hub.portal);
    await expect(page.getByRole('heading', { name: 'Sign in to Waybill' })).toBeVisible();
    await expectSound(page, 'sign-in page');
    await page.getByLabel('Account').fill('stranger');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectSound(page, 'sign-in page with a refusal');
    await signIn('support', '/nowhere');
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    await expectSound(page, 'no such page');
    await page.goto(`${hub.portal}/auth/callback?error=access_denied`);
    await expect(page.getByRole('heading', { name: 'The sign-in did not work' })).toBeVisible();
    await expectSound(page, 'sign-in problem');
    await page.goto(`${hub.portal}/signed-out`);
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await expectSound(page, 'signed out');
  });

  test('runs, each view of a run, replay and upload', async ({ page, signIn, machine, s3 }) => {
    test.setTimeout(120_000);
    const faulty = await runOf('axe-faulty.csv', faultyPurchases('AXEBAD'));
    const failed = await runOf('axe-renamed.csv', renamedHeader('AXEREN'));
    const sound = await runOf('axe-sound.csv', soundPurchases('AXE', 4));
    const open = (path: string) => page.goto(new URL(path, page.url()).href);

    await signIn('support', '/runs');
    await expect(page.getByRole('link', { name: /axe-sound\.csv/ })).toBeVisible();
    await expectSound(page, 'runs');
    await open('/runs?q=nothing-like-it');
    await expect(page.getByRole('button', { name: 'Clear the filters' })).toBeVisible();
    await expectSound(page, 'runs, nothing found');
    await open(`/runs/${failed.id}`);
    await expect(page.getByRole('region', { name: 'Why the run failed' })).toBeVisible();
    await expectSound(page, 'failed run');
    await open(`/runs/${faulty.id}/timeline`);
    await expect(page.getByRole('region', { name: 'Stages of the run' })).toBeVisible();
    await expectSound(page, 'timeline');
    await open(`/runs/${faulty.id}/rows`);
    await expect(page.getByRole('cell', { name: 'AXEBAD-0001' })).toBeVisible();
    await expectSound(page, 'rows');
    await open(`/runs/${faulty.id}/errors`);
    await expect(page.getByRole('article', { name: 'Row 3' })).toBeVisible();
    await expectSound(page, 'errors');
    await open(`/runs/${faulty.id}/events`);
    await expect(
      page.getByRole('region', { name: 'Events' }).getByRole('listitem'),
    ).not.toHaveCount(0);
    await expectSound(page, 'events');
    await open(`/runs/${faulty.id}/raw`);
    await expect(page.getByRole('group', { name: 'JSON' })).toContainText(faulty.id);
    await expectSound(page, 'JSON');
    await open('/upload');
    await expect(page.getByLabel('choose files')).toBeEnabled();
    await expectSound(page, 'upload');
    await open(`/runs/${sound.id}`);
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await expectSound(page, 'replay, the choice');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByLabel('Reason').fill('Looked at by axe');
    await expectSound(page, 'replay, the plan');
    await page.getByRole('button', { name: /^Replay 4 rows/ }).click();
    await expect(page.getByText('As planned', { exact: true })).toBeVisible();
    await expectSound(page, 'replay, the proof');

    async function runOf(name: string, text: string): Promise<Run> {
      await drop(s3, `acme/purchases/${name}`, text);
      const { run } = await settled(machine, `acme/purchases/${name}`);
      if (!run) throw new Error(`${name} has no run`);
      return run;
    }
  });

  test('replays: of one run, of many, their plans and proofs', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    test.setTimeout(240_000);
    const faulty = await runOf('axe-replay-faulty.csv', faultyPurchases('AXERBAD'));
    const sound = await runOf('axe-replay-sound.csv', soundPurchases('AXER', 4));
    const open = (path: string) => page.goto(new URL(path, page.url()).href);

    await signIn('support', `/replays/new?run=${faulty.id}`);
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await expect(page.getByRole('region', { name: 'Rows that stand in the way' })).toBeVisible();
    await expectSound(page, 'new replay, the plan');
    await open(`/replays/new?runs=${faulty.id},${sound.id}`);
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByLabel('Reason').fill('Looked at by axe');
    await expectSound(page, 'new bulk replay, the plan');
    await page.getByRole('radio', { name: /Go on by itself/ }).check();
    await page.getByLabel(/rejects more than/).fill('60');
    await page.getByRole('button', { name: /^Start with/ }).click();
    await expect(page.getByRole('region', { name: 'Proof of the bulk replay' })).toBeVisible();
    await expectSound(page, 'bulk replay, the proof');
    await open('/replays/bulk');
    await expect(page.getByRole('link', { name: /Looked at by axe/ })).toBeVisible();
    await expectSound(page, 'bulk replays');
    await open('/replays');
    await page.getByRole('link', { name: /axe-replay-sound\.csv/ }).click();
    await expect(
      page.getByRole('heading', { name: 'Replay of axe-replay-sound.csv' }),
    ).toBeVisible();
    await expect(page.getByText('As planned', { exact: true })).toBeVisible();
    await expectSound(page, 'a replay');
    await page.goBack();
    await expect(page.getByRole('link', { name: /axe-replay-sound\.csv/ })).toBeVisible();
    await expectSound(page, 'replays');

    async function runOf(name: string, text: string): Promise<Run> {
      await drop(s3, `acme/purchases/${name}`, text);
      const { run } = await settled(machine, `acme/purchases/${name}`);
      if (!run) throw new Error(`${name} has no run`);
      return run;
    }
  });

  test('what a viewer gets to see instead', async ({ page, signIn, machine, s3 }) => {
    await drop(s3, 'acme/purchases/axe-masked.csv', faultyPurchases('AXEMASK'));
    const { run } = await settled(machine, 'acme/purchases/axe-masked.csv');
    await signIn('viewer', `/runs/${run?.id}/errors`);
    await expect(page.getByRole('article', { name: 'Row 3' })).toBeVisible();
    await expectSound(page, 'masked errors');
    await page.goto(new URL('/upload', page.url()).href);
    await expect(page.getByRole('heading', { name: /may not upload/ })).toBeVisible();
    await expectSound(page, 'upload refused');
  });
});

/** Resolves once nothing on the page is half way from one colour to another. */
async function colourChangesEnd(): Promise<void> {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await nextFrame();
  await nextFrame();
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
}

/** Nothing serious in any theme at any size, and nothing that makes the page itself scroll sideways. */
async function expectSound(page: Page, screen: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(colourChangesEnd);
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      expect.soft(serious, `${screen}, ${colorScheme}, ${size.width} px`).toEqual([]);
    }
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(excess, `${screen} fits ${size.width} px`).toBe(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
