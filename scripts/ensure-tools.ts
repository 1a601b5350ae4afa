/** Finds, or on Debian as root installs, what the tests use beside npm packages: a Chromium, and LibreOffice to open letters. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

export interface Tools {
  /** Path of a Chromium, or null. */
  readonly browser: string | null;
  /** Whether `soffice` can be run; tests that need it say so when they skip. */
  readonly office: boolean;
}

const browserPlaces = [
  process.env['PLAYWRIGHT_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

function findBrowser(): string | null {
  const known = browserPlaces.find((path) => path !== '' && existsSync(path));
  if (known) return known;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

function runs(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

const isDebianRoot =
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function aptInstall(...packages: string[]): void {
  if (!isDebianRoot) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  process.stdout.write(`Installing ${packages.join(', ')} (Debian packages, for the tests)…\n`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'ignore', env });
}

export function ensureTools(): Tools {
  if (!findBrowser())
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 });
  const missing = [
    ...(findBrowser() ? [] : ['chromium']),
    ...(runs('soffice', '--version') ? [] : ['libreoffice-writer']),
    ...(runs('pdftotext', '-v') ? [] : ['poppler-utils']),
    ...(process.platform !== 'linux' || runs('strace', '-V') ? [] : ['strace']),
  ];
  if (missing.length > 0) aptInstall(...missing);
  return { browser: findBrowser(), office: runs('soffice', '--version') };
}
