import { defineConfig } from 'vitest/config';

/** Black-box checks of a running hub; one at a time, since each starts a hub of its own. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.spec.ts'],
    expect: { requireAssertions: true },
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
