/** What every story has: its own host and vault, a page that may talk to its own host only, and steps many stories share. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { openDesktopApp } from './desktop-app.ts';
import { type Paper, smallCase } from './papers.ts';

export const today = '2026-09-28';
export const passphrase = 'walnut gravel thimble orchard';

/** The app on a vault of its own, in a browser or, in the project `desktop`, as the real desktop app. */
export interface Host {
  /** All that its pages may talk to. */
  origin: string;
  /** Null where the story's own browser shows it. */
  ownContext: BrowserContext | null;
  /** The first screen, in `context`. */
  open: (context: BrowserContext) => Promise<Page>;
  /** Sets the host's clock an hour ahead; null in the desktop app, which cannot be told. */
  hourLater: (() => void) | null;
  stop: () => Promise<void>;
}

/** `project` is Playwright's. */
export async function startHost(vaultFolder: string, project: string): Promise<Host> {
  const pages = join(import.meta.dirname, '../../out/renderer/index.html');
  if (!existsSync(pages)) throw new Error('The pages are not built. Run: npm run build');
  if (project === 'desktop') {
    const desktop = await openDesktopApp(vaultFolder, today);
    return {
      origin: 'app://rejoinder',
      ownContext: desktop.context,
      open: () => Promise.resolve(desktop.page),
      hourLater: null,
      stop: () => desktop.close(),
    };
  }
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'host.ts'), vaultFolder, today],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const startUrl = await firstLine(child);
  return {
    origin: new URL(startUrl).origin,
    ownContext: null,
    async open(context) {
      const page = await context.newPage();
      // Works once; the cookie it sets lasts for the run.
      await page.goto(startUrl);
      return page;
    },
    hourLater: () => child.kill('SIGUSR2'),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) {
          resolve();
          return;
        }
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
    child.once('exit', () => reject(new Error('The host ended before it was open.')));
  });
}

/** Collects every request off the page's own origin, and every error of the page. */
function watch(context: BrowserContext, origin: string, faults: string[]): void {
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      faults.push(`request to ${url}`);
  });
  context.on('weberror', (error) => faults.push(`page error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      faults.push(message.text());
  });
}

interface StoryOptions {
  /** Speed is measured by the browser's own clock: a fixed date goes through timers of Playwright's. */
  realClock: boolean;
}
interface Story {
  /** A fresh host and vault, the browser at its first screen. */
  app: Page;
  host: Host;
}
interface SharedStory {
  /** One host with a vault that holds the small case, shared by the stories of a file. */
  filled: { page: Page; caseId: string };
}

export const test = base.extend<Story & StoryOptions, SharedStory>({
  realClock: [false, { option: true }],
  // Playwright wants a destructured first argument even where nothing is taken from it.
  // eslint-disable-next-line no-empty-pattern
  host: async ({}, use, { project }) => {
    const folder = mkdtempSync(join(tmpdir(), 'rejoinder-e2e-'));
    const host = await startHost(join(folder, 'Papers.rejoinder'), project.name);
    await use(host);
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  app: async ({ host, context, realClock }, use) => {
    const faults: string[] = [];
    const shown = host.ownContext ?? context;
    watch(shown, host.origin, faults);
    if (!realClock) await shown.clock.setSystemTime(`${today}T10:00:00`);
    await use(await host.open(shown));
    expect(faults).toEqual([]);
  },
  filled: [
    async ({ browser }, use, { project }) => {
      const folder = mkdtempSync(join(tmpdir(), 'rejoinder-e2e-'));
      const host = await startHost(join(folder, 'Papers.rejoinder'), project.name);
      const context =
        host.ownContext ??
        (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' }));
      const faults: string[] = [];
      watch(context, host.origin, faults);
      await context.clock.setSystemTime(`${today}T10:00:00`);
      const page = await host.open(context);
      await createVault(page);
      await addPapers(page, await smallCase());
      await readingDone(page);
      await use({ page, caseId: caseIdOf(page) });
      if (host.ownContext === null) await context.close();
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
      expect(faults).toEqual([]);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
export { expect, type Page } from '@playwright/test';

/** Goes through the first start and returns the recovery code. */
export async function createVault(page: Page): Promise<string> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Type it once more').fill(passphrase);
  await page.getByRole('button', { name: 'Create my vault' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery code' })).toBeVisible();
  const code = await page.locator('.code-sheet span').allTextContents();
  await page.getByRole('button', { name: 'I have kept it safe' }).click();
  await page.getByLabel(/^Group/).fill(code.at(-1) ?? '');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Your cases' })).toBeVisible();
  return code.join('-');
}

/** Picks files on the screen shown: on the list of cases this begins a new case. */
export async function addPapers(page: Page, papers: readonly Paper[]): Promise<void> {
  await page
    .locator('input[type=file][aria-label="Choose files"]')
    .setInputFiles(papers.map(({ name, mimeType, buffer }) => ({ name, mimeType, buffer })));
}

/** From the locked door into the vault. */
export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Everything is read when the way on is offered. */
export async function readingDone(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: 'Compare them' })).toBeVisible({ timeout: 120_000 });
}

export function caseIdOf(page: Page): string {
  return /#\/case\/([^/]+)/.exec(page.url())?.[1] ?? '';
}

export type StepName = 'Papers' | 'Facts' | 'Compare' | 'Letter' | 'Track';

/** Stories share a filled vault and leave the page where they ended: each begins at its case. */
export async function toCase(page: Page, caseId: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/case/${id}/papers`;
  }, caseId);
}

export async function step(page: Page, name: StepName): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps of this case' }).getByRole('link', { name }).click();
}

/** No violation on the screen as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })),
  ).toEqual([]);
}

const shots = process.env['REJOINDER_SHOTS'];

/** With REJOINDER_SHOTS=folder the screen is kept as a picture, for the eye. */
export async function picture(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {});
  await page.screenshot({ path: join(shots, `${name}.png`) });
}
