import { defineConfig } from '@playwright/test';
import { findChromium } from '../fixtures/chromium.ts';

const chromium = findChromium();

/** `npm run smoke`: a deployed environment from outside, after each shift of a release. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.smoke.ts',
  outputDir: '../../test-results/smoke',
  // What has just been deployed may be cold.
  retries: 2,
  timeout: 60_000,
  use: {
    browserName: 'chromium',
    launchOptions: chromium === undefined ? {} : { executablePath: chromium },
    serviceWorkers: 'block',
  },
});
