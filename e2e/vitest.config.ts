import { defineConfig } from 'vitest/config';

/** Black-box checks of a running hub; two at a time, since each starts a hub of its own, and one leaves a core idle. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.spec.ts'],
    expect: { requireAssertions: true },
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
