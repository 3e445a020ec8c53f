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
}

test('a screen is light: little is fetched before the first one, and little more for each other', async ({
  page,
  hub,
  signIn,
}) => {
  test.setTimeout(120_000);
  await signIn('admin', '/overview');
  const initial = await initialNames(page, hub.portal);
  const weights: Record<string, number> = {};
  for (const [path, charts] of routes) {
    await page.goto(`${hub.portal}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    const fetched = await fetchedOn(page);
    weights['initial'] = sum(fetched.filter(({ name }) => initial.has(name)));
    weights[path] = sum(fetched.filter(({ name }) => !initial.has(name)));
    expect(await drawsCharts(page, fetched), `charts on ${path}`).toBe(charts);
  }

  const tooHeavy = Object.entries(weights).filter(
    ([path, kb]) => kb > (path === 'initial' ? initialMaxKb : routeMaxKb),
  );
  expect(tooHeavy).toEqual([]);
});

/** What the page itself names: it is there before any code of ours runs. */
async function initialNames(page: Page, portal: string): Promise<Set<string>> {
  const html = await (await page.request.get(portal)).text();
  return new Set(
    [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, name]) => name ?? ''),
  );
}

/** Scripts and styles with their size as they were sent, also where they came out of the cache. */
function fetchedOn(page: Page): Promise<Fetched[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.(?:js|css)$/.test(name))
      .map((entry) => ({
        name: new URL(entry.name).pathname.slice(1),
        kb: (entry as PerformanceResourceTiming).encodedBodySize / 1000,
      })),
  );
}

async function drawsCharts(page: Page, fetched: readonly Fetched[]): Promise<boolean> {
  for (const { name } of fetched) {
    const code = await (await page.request.get(new URL(`/${name}`, page.url()).href)).text();
    if (code.includes('getDatasetMeta')) return true;
  }
  return false;
}

function sum(fetched: readonly Fetched[]): number {
  return Math.round(fetched.reduce((total, { kb }) => total + kb, 0) * 10) / 10;
}
