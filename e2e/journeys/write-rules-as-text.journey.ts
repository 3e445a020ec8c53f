import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { purchaseFeed } from '../fixtures/feeds.ts';
import type { Machine } from '../fixtures/machine.ts';
import { slowness } from '../fixtures/pace.ts';
import { expect, test } from '../fixtures/portal.ts';

const rows = 1000;
/**
 * From the key to the mark under the word, at the median. The aim is 100 ms; measured were 60 to 70 on two cores that the hub, the browser and
 * the journey share, 25 to 30 for the fastest keys. The bound leaves room for a busier machine.
 */
const slowestMs = 300;

test('the editor is fetched on the code views alone, from here, with its styling', async ({
  page,
  machine,
  hub,
  signIn,
}) => {
  const rules = await drafted(machine, tiered('floor(amount)'));
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const fetched: { path: string; type: string; cache: string }[] = [];
  page.on('response', (response) => {
    const { pathname, origin } = new URL(response.url());
    const headers = response.headers();
    if (origin === hub.portal && /\.(?:js|css|ttf)$/.test(pathname))
      fetched.push({
        path: pathname,
        type: headers['content-type'] ?? '',
        cache: headers['cache-control'] ?? '',
      });
  });
  const workers = () => fetched.filter(({ path }) => path.startsWith('/worker-'));

  await signIn('author', `/rules/${rules}/overview`);
  await expect(page.getByRole('heading', { name: 'Environments' })).toBeVisible();
  await expect.poll(() => workers().length).toBe(1);
  expect(fetched.map(({ path }) => path)).not.toContain('/monaco.css');

  await page.getByRole('link', { name: 'Code' }).click();
  await expect(page.locator('.view-line').first()).toBeVisible();
  await expect(page.getByText('Nothing is wrong')).toBeVisible();

  expect(fetched.find(({ path }) => path === '/monaco.css')).toEqual({
    path: '/monaco.css',
    type: 'text/css; charset=utf-8',
    // Its name does not change with its contents.
    cache: 'no-cache',
  });
  // One checks the rules, on every view; one knows the schema. Monaco starts its own when it first needs them.
  await expect.poll(() => workers().length).toBeGreaterThanOrEqual(2);
  for (const worker of workers())
    expect(worker).toMatchObject({
      type: 'text/javascript; charset=utf-8',
      cache: 'public, max-age=31536000, immutable',
    });
  const line = page.locator('.view-line').first();
  await expect(line).toHaveCSS('height', '20px');
  await expect(line).toHaveCSS('font-family', /monospace/);
  await expect(page.locator('.monaco-editor .margin').first()).toHaveCSS('position', 'absolute');
  expect(complaints).toEqual([]);
});

test('the text can be read while the editor is on its way', async ({ page, machine, signIn }) => {
  const rules = await drafted(machine, tiered('floor(amount)'));
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/monaco.css', async (route) => {
    await held;
    await route.continue();
  });

  await signIn('author', `/rules/${rules}/code`);
  const waiting = page.getByRole('region', { name: 'The editor is being loaded' });
  await expect(waiting).toContainText('"name": "as-text"');
  await expect(page.getByText('Nothing is wrong')).toBeVisible();

  release();
  await expect(page.locator('.view-line').first()).toBeVisible();
  await expect(waiting).toHaveCount(0);
});

test('a mistyped name is marked where it stands, put right at a key, and taken back like any edit', async ({
  page,
  machine,
  signIn,
}) => {
  const rules = await drafted(machine, tiered('floor(amout)'));
  await page.addInitScript(() => {
    new MutationObserver(() => {
      const isPraised = document.querySelector('[role=status]')?.textContent.includes('Nothing');
      if (isPraised) Object.assign(globalThis, { wasPraised: true });
    }).observe(document, { childList: true, subtree: true });
  });
  await signIn('author', `/rules/${rules}/code?at=/tables/0/rows/0/then/0/points`);
  await expect(page.locator('.squiggly-error')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 error' })).toBeVisible();
  // Before the first check nothing is known, and nothing good is said.
  expect(await page.evaluate(() => Reflect.get(globalThis, 'wasPraised'))).toBeUndefined();

  await page.getByRole('button', { name: /There is no .*amout/ }).click();
  await page.keyboard.press('Control+.');
  await page.getByText('Change it to amount').click();

  await expect(page.getByText('Nothing is wrong')).toBeVisible();
  await expect.poll(() => savedText(machine, rules)).toContain('floor(amount)');

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: '1 error' })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText('Nothing is wrong')).toBeVisible();
});

test('what is typed in a row stands there letter by letter, with names and functions offered', async ({
  page,
  machine,
  signIn,
}) => {
  const rules = await drafted(machine, tiered('floor(amount)'));
  await signIn('author', `/rules/${rules}/code?at=/tables/0/rows/0/then/0/points`);
  await expect(page.getByText('Nothing is wrong')).toBeVisible();
  await caretBehindName(page);

  await page.keyboard.type(' + coalesce(quan', { delay: 15 });
  await expect(
    page.locator('.view-line', { hasText: 'floor(amount + coalesce(quan' }),
  ).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('n');

  await expect(
    page.locator('.view-line', { hasText: 'floor(amount + coalesce(quan' }),
  ).toBeVisible();
});

test(`a finding follows its key in a table of ${String(rows)} rows`, async ({
  page,
  machine,
  signIn,
}, testInfo) => {
  test.setTimeout(120_000);
  const rules = await drafted(machine, large());
  await signIn(
    'author',
    `/rules/${rules}/code?at=/tables/0/rows/${String(rows - 1)}/then/0/points`,
  );
  await expect(page.getByText('Nothing is wrong')).toBeVisible({ timeout: 30_000 });
  await caretBehindName(page);
  await watchMarks(page);

  for (let turn = 0; turn < 9; turn += 1) {
    await page.keyboard.type('x');
    await expect(page.locator('.squiggly-error')).toHaveCount(1);
    await page.keyboard.press('Backspace');
    await expect(page.locator('.squiggly-error')).toHaveCount(0);
  }

  const delays = await page.evaluate(() => (globalThis as unknown as Watched).markDelays);
  const sorted = delays.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  const times = await slowness(page);
  const description = `median ${median.toFixed(0)} ms of ${sorted.map((each) => each.toFixed(0)).join(' ')}, ${times.toFixed(2)} times slower`;
  testInfo.annotations.push({ type: 'key to finding', description });
  expect(delays.length).toBeGreaterThanOrEqual(18);
  // The median: a single key may meet a garbage collection or a busy machine.
  expect(median / times).toBeLessThan(slowestMs);
});

interface Watched {
  markDelays: number[];
}

/** Notes how long after the last key the marks in the text came or went. */
async function watchMarks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const delays: number[] = [];
    Object.assign(globalThis, { markDelays: delays });
    let pressedAt: number | null = null;
    let marked = false;
    document.addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true });
    new MutationObserver(() => {
      const now = document.querySelector('.squiggly-error') !== null;
      if (now === marked) return;
      marked = now;
      if (pressedAt !== null) delays.push(performance.now() - pressedAt);
      pressedAt = null;
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}

/** From the selected `"floor(amount)"` to behind the name. */
async function caretBehindName(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /^Rules as JSON/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
}

/** A feed of its own with a draft of these rules; the id of its rule set. */
async function drafted(machine: Machine, document: object): Promise<string> {
  const partner = `text-${randomUUID().slice(0, 8)}`;
  await machine.must('POST', '/partners', { id: partner, name: partner });
  await machine.must('POST', `/partners/${partner}/feeds`, purchaseFeed);
  const from = { kind: 'text', text: JSON.stringify(document, null, 2) };
  await machine.must('POST', `/rule-sets/${partner}.purchases/draft`, { from });
  return `${partner}.purchases`;
}

async function savedText(machine: Machine, rules: string): Promise<string> {
  return (await machine.must<{ text: string }>('GET', `/rule-sets/${rules}/draft`)).text;
}

function tiered(points: string) {
  return ruleSet([{ id: 'all', when: ['-'], then: [{ do: 'accrue', points }] }]);
}

function large() {
  return ruleSet(
    Array.from({ length: rows }, (_, at) => ({
      id: `r${String(at)}`,
      when: [amounts(at)],
      then: [{ do: 'accrue', points: 'floor(amount)' }],
    })),
  );
}

/** Every amount is in one of them, so that nothing is found. */
function amounts(at: number): string {
  if (at === 0) return '< 1';
  return at === rows - 1 ? `>= ${String(at)}` : `[${String(at)}..${String(at + 1)})`;
}

function ruleSet(tableRows: object[]) {
  return {
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name: 'as-text',
    inputs: [{ name: 'amount', type: 'decimal', scale: 4 }],
    tables: [{ id: 'base', hitPolicy: 'first', columns: [{ input: 'amount' }], rows: tableRows }],
  };
}
