import { defineConfig } from 'vitest/config';

/** The tier that needs a Chromium: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['browser/**/*.browser.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
