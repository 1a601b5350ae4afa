/**
 * Browser tests: stories of a person, told against the real loopback host. A browser is looked for in this order:
 * PLAYWRIGHT_CHROMIUM, the system's Chromium, Playwright's own.
 */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { electronBinary } from './scripts/electron-binary.ts';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env['PLAYWRIGHT_CHROMIUM'] ?? installed.find((path) => existsSync(path));

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  // Reading a scan on a busy machine takes its time; a story has many steps.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  // On a busy machine a story may time out once; a story that fails twice is broken.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/screens/{arg}{ext}',
  // The same stories twice where Electron's program is on this machine: in a browser, and in the real desktop app.
  // Pictures and speed are those of the browser.
  projects: [
    { name: 'browser' },
    ...(electronBinary() === null
      ? []
      : [{ name: 'desktop', testIgnore: ['visual.spec.ts', 'speed.spec.ts'] }]),
  ],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: {
      // Letters are drawn the same whatever the system says of hinting and colour: pictures are compared.
      args: ['--no-sandbox', '--font-render-hinting=none', '--force-color-profile=srgb'],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
});
