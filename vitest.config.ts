import { defineConfig } from 'vitest/config';

/** Unit, vault, contract and golden tests. Browser tests are Playwright's (playwright.config.ts). */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real processes on a busy machine: once more in CI before it counts; a test that fails twice is broken.
    retry: process.env['CI'] ? 1 : 0,
    // Real OCR, real SQLite and real processes share two cores: few workers, no surprises.
    maxWorkers: 2,
    reporters: ['default'],
  },
});
