import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lab,steps,examples,scripts,bench,differential,admin-center}/**/*.test.ts'],
    exclude: ['**/*.docker.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
