import { defineConfig } from 'vitest/config';

/** Node-side specs. The portal's run in the Angular builder (`ng test portal`). */
export default defineConfig({
  test: {
    include: [
      'libs/{contracts,rules,tabular}/**/*.spec.ts',
      'libs/backend/**/*.spec.ts',
      'apps/{cli,local}/**/*.spec.ts',
      'infra/**/*.spec.ts',
    ],
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    // A third of the time went into loading the same modules for every file; no spec keeps anything in a module that another could miss.
    isolate: false,
    maxWorkers: '100%',
  },
});
