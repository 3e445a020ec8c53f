import { defineConfig } from '@playwright/test';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findChromium } from './fixtures/chromium.ts';
import { shuffled } from './fixtures/shuffled.ts';

const chromium = findChromium();
const seed = process.env['WAYBILL_E2E_SEED'];

/** Each file a project of its own: Playwright runs the projects of one worker in the order in which they are listed. */
function filesInOrderOf(order: number) {
  const files = globSync(join(import.meta.dirname, 'journeys/*.journey.ts')).sort();
  return shuffled(files, order).map((file) => ({
    name: basename(file, '.journey.ts'),
    testMatch: basename(file),
  }));
}

/** Journeys, named by what a person wants, in a real browser against a whole hub of their own. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '**/*.journey.ts',
  outputDir: '../test-results/journeys',
  ...(seed === undefined ? {} : { projects: filesInOrderOf(Number(seed)) }),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env['CI']
    ? [['list'], ['json', { outputFile: '../test-results/journeys.json' }]]
    : [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: chromium === undefined ? {} : { executablePath: chromium },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
  },
});
