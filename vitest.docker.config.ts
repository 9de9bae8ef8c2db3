import { defineConfig } from 'vitest/config';

/** The tier that needs a container engine and the image: `npm run test:docker`. */
export default defineConfig({
  test: {
    include: ['lab/**/*.docker.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
