import { defineConfig } from '@playwright/test';
import { findChromium } from './fixtures/chromium.ts';

const chromium = findChromium();

/** Journeys, named by what a person wants, in a real browser against a whole hub of their own. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '**/*.journey.ts',
  outputDir: '../test-results/journeys',
  // Each worker has a hub of its own, so no journey meets another's data in the middle; `--shuffle` proves that their order is none.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The JSON goes where PLAYWRIGHT_JSON_OUTPUT_FILE says.
  reporter: process.env['CI'] ? [['list'], ['json']] : [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: chromium === undefined ? {} : { executablePath: chromium },
    // A trace copies the document at every step, a tenth of the whole time; `--trace on` makes one of a journey that fails.
    trace: 'off',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
  },
});
