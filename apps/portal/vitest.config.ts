import { defineConfig } from 'vitest/config';

/**
 * On top of what the Angular builder sets: a spec without an assertion is a failed spec.
 *
 * Quirk: angular.json names a `loader` that nothing uses. Without one, the builder leaves every import by
 * package name out of the test bundle, our own libraries too, and their components are never compiled.
 */
export default defineConfig({
  test: { expect: { requireAssertions: true } },
});
