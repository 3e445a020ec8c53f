import { defineConfig } from 'vitest/config';

/** On top of what the Angular builder sets: a spec without an assertion is a failed spec. */
export default defineConfig({
  test: { expect: { requireAssertions: true } },
});
