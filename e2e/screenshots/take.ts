/**
 * Takes every screen of a hub with the first-start examples, in both themes, wide and narrow, into
 * test-results/screenshots. `--keep` also copies the ones the documents show to docs/screenshots.
 */
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Page as Listing, Run } from '@waybill/contracts';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '../fixtures/chromium.ts';
import { eventually } from '../fixtures/eventually.ts';
import { repositoryRoot, startHub, type RunningHub } from '../fixtures/hub.ts';
import { Machine } from '../fixtures/machine.ts';
import { signIn } from '../fixtures/portal.ts';
import { screens, type Places, type Screen } from './screens.ts';

const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const folder = join(repositoryRoot, 'test-results/screenshots');

/** What README and guide show; everything else is only looked at. */
const kept = [
  'runs-light-1440',
  'runs-dark-390',
  'run-errors-light-1440',
  'run-timeline-dark-1440',
  'replay-plan-light-1440',
  'replay-proof-dark-1440',
  'failed-run-light-390',
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium() });
const hubs = [await startHub({ story: true }), await startHub()];
try {
  const [story, empty] = hubs;
  if (!story || !empty) throw new Error('no hub');
  const places = await placesOf(story);
  const taken: string[] = [];
  for (const screen of screens) {
    taken.push(...(await take(browser, screen.onEmptyHub ? empty : story, screen, places)));
  }
  console.log(`${taken.length} screenshots in ${folder}`);
  if (process.argv.includes('--keep')) await keep();
} finally {
  await browser.close();
  await Promise.all(hubs.map((hub) => hub.stop()));
}

/** Goes to the screen once in every size, and takes it there in both themes. */
async function take(
  chrome: Browser,
  hub: RunningHub,
  screen: Screen,
  places: Places,
): Promise<string[]> {
  const taken: string[] = [];
  for (const viewport of sizes) {
    const context = await chrome.newContext({
      viewport,
      locale: 'en-US',
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (screen.account) await signIn(page, hub, screen.account, screen.path(places));
    else await page.goto(hub.portal + screen.path(places));
    await screen.reach(page);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      const name = `${screen.name}-${colorScheme}-${viewport.width}`;
      await shoot(page, name);
      taken.push(name);
    }
    await context.close();
  }
  return taken;
}

async function shoot(page: Page, name: string): Promise<void> {
  const isOverlaid = (await page.getByRole('dialog').count()) > 0;
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: !isOverlaid,
    animations: 'disabled',
  });
}

/** Waits until every example file has come to rest, and says where to find what. */
async function placesOf(hub: RunningHub): Promise<Places> {
  const machine = new Machine(hub);
  const { items } = await eventually(
    () => machine.must<Listing<Run>>('GET', '/runs'),
    (page) => page.items.length >= 5 && page.items.every(({ finishedAt }) => finishedAt !== null),
  );
  const idOf = (state: Run['state']) => {
    const run = items.find((each) => each.state === state);
    if (!run) throw new Error(`the examples have no run that is ${state}`);
    return run.id;
  };
  return { succeeded: idOf('succeeded'), partial: idOf('partial'), failed: idOf('failed') };
}

async function keep(): Promise<void> {
  const shown = join(repositoryRoot, 'docs/screenshots');
  await mkdir(shown, { recursive: true });
  for (const name of kept) await copyFile(join(folder, `${name}.png`), join(shown, `${name}.png`));
}
