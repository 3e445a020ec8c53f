import type { Page } from '@playwright/test';
import type { Page as List, Partner } from '@waybill/contracts';
import axe, { type RunOptions } from 'axe-core';
import { expect, test } from '../fixtures/portal.ts';
import { tellLastDays } from '../fixtures/story.ts';
import { findPlaces, type Places } from '../screens/places.ts';
import { screens } from '../screens/screens.ts';
import { visit } from '../screens/visit.ts';

test.use({ hubOptions: { withoutPartners: true } });

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa'];
/** What a theme can change. */
const colours = ['color-contrast', 'link-in-text-block'];
/** What can change with the width besides, when something is left out or has to be scrolled. */
const layout = ['button-name', 'link-name', 'label', 'select-name', 'scrollable-region-focusable'];
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
/** What is left of 1440 × 900 at 200 %. */
const zoomed = { width: 720, height: 450 };
/** As many as it takes until each kind of incident is among them. */
const days = 18;

/** `WAYBILL_AXE=all` looks at each screen in both themes at both widths; otherwise each is seen light and wide, and dark on a phone. */
const everyCombination = process.env['WAYBILL_AXE'] === 'all';

const softly = expect.configure({ soft: true, timeout: 3_000 });

const seen = screens.filter(({ onEmptyHub }) => !onEmptyHub);
// What follows is about the same length, and needs nothing that was done before.
const middle = seen.findIndex(({ name }) => name === 'replays');

// In two groups, so that two workers share what takes longest of all.
for (const [part, group] of [seen.slice(0, middle), seen.slice(middle)].entries())
  test.describe(`everybody can use every screen, light or dark, wide, narrow or zoomed: part ${part + 1}`, () => {
    test.describe.configure({ mode: 'default' });
    let places: Places;

    test.beforeAll(async ({ hub, machine }) => {
      test.setTimeout(120_000);
      // One worker may have told it already, for the other part.
      const { items } = await machine.must<List<Partner>>('GET', '/partners?limit=1');
      if (items.length === 0) await tellLastDays(hub, days);
      places = await findPlaces(machine);
    });

    for (const account of new Set(group.map((screen) => screen.account))) {
      test(account ?? 'before signing in', async ({ page, hub }) => {
        test.setTimeout(600_000);
        for (const screen of group.filter((each) => each.account === account)) {
          await page.setViewportSize(wide);
          await visit(page, hub, screen, places);
          await expectSound(page, screen.name);
        }
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      });
    }
  });

/** Nothing serious in either theme at any width, nothing out of reach, nothing that moves for somebody who asked for rest. */
async function expectSound(page: Page, name: string): Promise<void> {
  expect.soft(await serious(page, 'light'), `${name}, light`).toEqual([]);
  if (everyCombination)
    expect.soft(await serious(page, 'dark', colours), `${name}, dark`).toEqual([]);
  await page.setViewportSize(zoomed);
  await softly.poll(() => page.evaluate(outOfReach), `${name} at 200 %`).toEqual([]);
  await page.setViewportSize(narrow);
  await softly.poll(() => page.evaluate(outOfReach), `${name} on a phone`).toEqual([]);
  expect
    .soft(await serious(page, 'dark', [...colours, ...layout]), `${name}, dark, on a phone`)
    .toEqual([]);
  if (everyCombination)
    expect.soft(await serious(page, 'light', colours), `${name}, light, on a phone`).toEqual([]);
  expect.soft(await page.evaluate(moving), `${name} at rest`).toEqual([]);
}

async function serious(
  page: Page,
  colorScheme: 'light' | 'dark',
  rules?: string[],
): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(colourChangesEnd);
  // Once a page: it is half a megabyte to read.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(violations, {
    runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: standards },
    // What passed is not described either: that takes half of the time where there are many rows.
    resultTypes: ['violations'],
  } satisfies RunOptions);
}

async function violations(options: RunOptions): Promise<string[]> {
  const injected = (globalThis as unknown as { axe: Pick<typeof axe, 'run'> }).axe;
  const results = await injected.run(document, options);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Resolves once nothing on the page is half way from one colour to another; what inherits a colour sets out only when that has come. */
async function colourChangesEnd(): Promise<void> {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let still = 0; still < 4; still = document.getAnimations().length > 0 ? 0 : still + 1)
    await nextFrame();
}

/** What lies beside the page, in no box that can be scrolled; the page itself must not scroll sideways. */
function outOfReach(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const isInScroller = (element: Element) => {
    for (let box: Element | null = element; box; box = box.parentElement) {
      const { overflowX, position } = getComputedStyle(box);
      if (overflowX === 'auto' || overflowX === 'scroll') return true;
      if (position === 'fixed') return false;
    }
    return false;
  };
  const beside = [...document.querySelectorAll('h1, h2, h3, p, a, button, input, select, td')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.closest('.visually-hidden, .skip') === null)
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > clientWidth + 1) && !isInScroller(element);
    })
    .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
  return scrollWidth > clientWidth
    ? [`${scrollWidth - clientWidth} px too wide`, ...beside]
    : beside;
}

/** What is still on its way although less motion is wanted. */
function moving(): string[] {
  return document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
    .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 80) ?? '');
}
