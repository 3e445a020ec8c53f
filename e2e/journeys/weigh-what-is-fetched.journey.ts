import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/portal.ts';

const initialMaxKb = 170;
const routeMaxKb = 90;

/** Every route that needs no id, and whether it draws charts. */
const routes: readonly (readonly [path: string, charts: boolean])[] = [
  ['/overview', true],
  ['/runs', false],
  ['/errors', false],
  ['/files', false],
  ['/replays', false],
  ['/partners', false],
  ['/feeds/calendar', false],
  ['/members', false],
  ['/entries', false],
  ['/audit', false],
  ['/jobs', false],
  ['/upload', false],
  ['/settings', false],
  ['/help', false],
];

interface Fetched {
  readonly name: string;
  readonly kb: number;
  /** Whether it is the code that draws charts. */
  readonly draws: boolean;
}

test('a screen is light: little is fetched before the first one, and little more for each other', async ({
  page,
  hub,
  signIn,
}) => {
  test.setTimeout(180_000);
  await signIn('admin', '/overview');
  const initial = await initialNames(page, hub.portal);
  const found: Record<string, number> = {};
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  for (const [path, charts] of routes) {
    await page.goto(`${hub.portal}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    // What is drawn when it is seen is weighed too.
    await page.getByRole('main').evaluate((main) => {
      main.lastElementChild?.scrollIntoView({ block: 'end' });
    });
    const draws = async () => (await fetchedOn(page)).some((each) => each.draws);
    if (charts) await expect.poll(draws, `charts on ${path}`).toBe(true);
    await page.waitForLoadState('networkidle');
    const fetched = await fetchedOn(page);
    found['initial'] = sum(fetched.filter(({ name }) => initial.has(name)));
    found[path] = sum(fetched.filter(({ name }) => !initial.has(name)));
    expect(await draws(), `charts on ${path}`).toBe(charts);
  }

  const tooHeavy = Object.entries(found).filter(
    ([path, kb]) => kb > (path === 'initial' ? initialMaxKb : routeMaxKb),
  );
  expect(tooHeavy).toEqual([]);
  expect(complaints).toEqual([]);
});

/** What the page itself names: it is there before any code of ours runs. */
async function initialNames(page: Page, portal: string): Promise<Set<string>> {
  const html = await (await page.request.get(portal)).text();
  return new Set(
    [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, name]) => name ?? ''),
  );
}

/** Scripts and styles with their size as production sends them: by Brotli, which a browser takes over HTTPS only. */
async function fetchedOn(page: Page): Promise<Fetched[]> {
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname.slice(1))
      .filter((name) => /\.(?:js|css)$/.test(name)),
  );
  return Promise.all([...new Set(names)].map((name) => weighed(page, name)));
}

const weights = new Map<string, Promise<Fetched>>();

/** Each file once, however many screens fetch it: to compress it as production does takes its time. */
function weighed(page: Page, name: string): Promise<Fetched> {
  const known = weights.get(name) ?? weigh(page, name);
  weights.set(name, known);
  return known;
}

async function weigh(page: Page, name: string): Promise<Fetched> {
  const { href } = new URL(`/${name}`, page.url());
  // The host ends a connection that was idle; one that is taken up again in that moment is reset.
  const code = await (await page.request.get(href, { maxRetries: 2 })).text();
  const kb = brotliCompressSync(code).length / 1000;
  return { name, kb, draws: code.includes('getDatasetMeta') };
}

function sum(fetched: readonly Fetched[]): number {
  return Math.round(fetched.reduce((total, { kb }) => total + kb, 0) * 10) / 10;
}
