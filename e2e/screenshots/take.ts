/**
 * Takes every screen of a hub with the whole story, in both themes, wide and narrow, into test-results/screenshots; words choose screens
 * by name, together with those that lead there. `--keep` also copies those that README shows to docs/screenshots.
 */
import { chromium, type Browser, type Page } from '@playwright/test';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '../fixtures/chromium.ts';
import { eventually } from '../fixtures/eventually.ts';
import { repositoryRoot, startHub, type RunningHub } from '../fixtures/hub.ts';
import { Machine } from '../fixtures/machine.ts';
import { findPlaces, type Places } from '../screens/places.ts';
import type { Screen } from '../screens/screen.ts';
import { screens } from '../screens/screens.ts';
import { visit } from '../screens/visit.ts';

const themes = ['light', 'dark'] as const;
const wide = { width: 1440, height: 900 };
const sizes = [wide, { width: 390, height: 844 }];
const folder = join(repositoryRoot, 'test-results/screenshots');

/** What README shows; everything else is only looked at. */
const kept = [
  'overview-light-1440',
  'run-errors-light-1440',
  'bulk-proof-dark-1440',
  'why-light-1440',
  'feeds-calendar-dark-1440',
  'file-assign-light-1440',
  'rules-tried-light-1440',
  'change-request-dark-1440',
  'runs-dark-390',
];
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isWanted = (at: number): boolean =>
  words.length === 0 ||
  words.includes(screens[at]?.name ?? '') ||
  (screens[at + 1]?.follows === true && isWanted(at + 1));
const wanted = screens.filter((_, at) => isWanted(at));
const onEmptyHub = wanted.filter((screen) => screen.onEmptyHub);
const withStory = wanted.filter((screen) => !screen.onEmptyHub);

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium() });
const hubs = [await startHub({ story: true }), await startHub()];
try {
  const [story, empty] = hubs;
  if (!story || !empty) throw new Error('no hub');
  await told(story);
  const places = await findPlaces(new Machine(story));
  await takeAll(browser, story, withStory, places);
  await takeAll(browser, empty, onEmptyHub, null);
  console.log(`${wanted.length * themes.length * sizes.length} screenshots in ${folder}`);
  if (process.argv.includes('--keep')) await keep();
} finally {
  await browser.close();
  await Promise.all(hubs.map((hub) => hub.stop()));
}

async function told(hub: RunningHub): Promise<void> {
  await eventually(
    () => readFile(join(hub.home, 'logs/history.log'), 'utf8').catch(() => ''),
    (log) => log.includes('history told'),
    300_000,
  );
}

/** Each screen once, in the order of the table; a new browser for each person. */
async function takeAll(
  chrome: Browser,
  hub: RunningHub,
  all: readonly Screen[],
  places: Places | null,
): Promise<void> {
  let page: Page | null = null;
  let account: string | undefined;
  for (const screen of all) {
    if (page === null || screen.account !== account) {
      await page?.context().close();
      page = await newPage(chrome);
      account = screen.account;
    }
    await page.setViewportSize(wide);
    await visit(page, hub, screen, places);
    await shoot(page, screen.name);
  }
  await page?.context().close();
}

async function newPage(chrome: Browser): Promise<Page> {
  const context = await chrome.newContext({
    locale: 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.waitForLoadState('networkidle');
      await page.screenshot({
        path: join(folder, `${name}-${colorScheme}-${size.width}.png`),
        fullPage: (await page.locator('.cdk-overlay-pane').count()) === 0,
        animations: 'disabled',
      });
    }
  }
}

async function keep(): Promise<void> {
  const shown = join(repositoryRoot, 'docs/screenshots');
  await mkdir(shown, { recursive: true });
  for (const name of kept) await copyFile(join(folder, `${name}.png`), join(shown, `${name}.png`));
}
