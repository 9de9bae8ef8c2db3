import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The load tier: a real k6 against a real lab, one at a time, since they measure. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['scripts/load/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
