import { defineConfig } from 'vitest/config';

/** Unit, vault, contract and golden tests. Browser tests are Playwright's (playwright.config.ts). */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 20_000,
    // Real OCR, real SQLite and real processes share two cores: few workers, no surprises.
    maxWorkers: 2,
    reporters: ['default'],
  },
});
