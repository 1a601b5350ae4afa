/**
 * Every screen compared with its picture in test/e2e/screens, in two sizes and two themes. What could differ between
 * two runs is fixed: date, papers, their order, typefaces (the app brings its own), animations. The pictures were made
 * with the Chromium of screens/made-with.json. The same major version must give the same pixels but for the edges of
 * letters; another one draws shadows and letters a little differently, so there only larger changes count. Other
 * systems smooth letters in other ways: there these tests are skipped.
 *
 * A wanted change: `npx playwright test visual --update-snapshots`, then look at every changed picture before committing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { smallCase } from './papers.ts';
import {
  addPapers,
  caseIdOf,
  createVault,
  expect,
  type Host,
  readingDone,
  startHost,
  step,
  test,
  today,
} from './story.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const themes = ['light', 'dark'] as const;
const screens = ['cases', 'papers', 'facts', 'desk', 'letter', 'track', 'settings'] as const;

const record = join(import.meta.dirname, 'screens', 'made-with.json');
/** Share of pixels that may differ: a word that changed in a 1280×800 window is about 0.1 %, a moved line some 1 %. */
const sameBrowser = 0.0008;
const otherBrowser = 0.03;

function allowed(browser: Browser): { maxDiffPixelRatio: number } {
  const major = (version: string) => version.split('.')[0] ?? '';
  const madeWith: unknown = JSON.parse(readFileSync(record, 'utf8'));
  const version =
    madeWith !== null && typeof madeWith === 'object' && 'chromium' in madeWith
      ? String(madeWith.chromium)
      : '';
  const isSame = major(version) === major(browser.version());
  return { maxDiffPixelRatio: isSame ? sameBrowser : otherBrowser };
}

/** The pictures, the typefaces and the words are all there. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.spinner')).toHaveCount(0);
  await expect(page.locator('.page-picture[data-drawn="false"]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // No control keeps the focus or the pointer's shade of a step before.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.mouse.move(0, 0);
  await expect(page.locator('.toast')).toHaveCount(0);
}

test.skip(platform() !== 'linux', 'Letters are smoothed in another way on this system.');

test.describe.serial('Every screen looks as it did', () => {
  let folder: string;
  let host: Host;
  let context: BrowserContext;
  let page: Page;
  let caseId: string;

  test.beforeAll(async ({ browser }, info) => {
    test.setTimeout(240_000);
    if (info.config.updateSnapshots === 'all')
      writeFileSync(
        record,
        `${JSON.stringify({ chromium: browser.version(), system: 'Debian' }, null, 2)}\n`,
      );
    folder = mkdtempSync(join(tmpdir(), 'rejoinder-e2e-'));
    host = await startHost(join(folder, 'Papers.rejoinder'), info.project.name);
    context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', deviceScaleFactor: 1 });
    await context.clock.setFixedTime(`${today}T10:00:00`);
    page = await host.open(context);
    await createVault(page);
    // One after the other: uploads side by side may end in any order.
    for (const paper of await smallCase()) {
      await addPapers(page, [paper]);
      await expect(page.getByText(paper.name, { exact: true })).toBeVisible();
      await readingDone(page);
    }
    caseId = caseIdOf(page);
    await step(page, 'Compare');
    for (const finding of ['Weakness', 'Medicine tried']) {
      const row = page.getByRole('button', { name: new RegExp(`^${finding}`) });
      await row.click();
      await page.keyboard.press('a');
      await expect(row).toContainText('In the letter');
    }
  });
  test.afterAll(async () => {
    await context.close();
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const show = async (screen: (typeof screens)[number]) => {
    const hash = screen === 'cases' || screen === 'settings' ? `#/${screen}` : `#/case/${caseId}/${screen}`;
    await page.evaluate((next) => {
      globalThis.location.hash = next;
    }, hash);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
    if (screen === 'desk') await expect(page.locator('.connector').first()).toBeAttached();
  };

  for (const theme of themes)
    for (const size of sizes)
      test(`${theme}, ${size.width} by ${size.height}`, async ({ browser }) => {
        const name = (screen: string) => `${screen}-${theme}-${size.width}.png`;
        await page.setViewportSize(size);
        await show('settings');
        await page.getByText(theme === 'light' ? 'Light' : 'Dark', { exact: true }).click();
        for (const screen of screens) {
          await show(screen);
          await settled(page);
          await expect.soft(page, screen).toHaveScreenshot(name(screen), allowed(browser));
        }
        await page.keyboard.press('Control+k');
        await page.keyboard.type('naproxen');
        await expect(page.getByRole('menuitem').first()).toContainText('Dr Reyes notes');
        await expect.soft(page, 'search').toHaveScreenshot(name('search'), allowed(browser));
        await page.keyboard.press('Escape');
      });

  for (const theme of themes)
    for (const size of sizes)
      test(`the locked door, ${theme}, ${size.width} by ${size.height}`, async ({ browser }) => {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: theme });
        const lock = page.getByRole('button', { name: 'Lock now' });
        const title = page.getByRole('heading', { name: /^Open “/ });
        await lock.or(title).first().waitFor();
        if (await lock.isVisible()) {
          // The door has the look that was chosen last: the system's, which is set above.
          await show('settings');
          await page.getByText('As my computer', { exact: true }).click();
          await lock.click();
        }
        await expect(title).toBeVisible();
        await settled(page);
        await expect(page).toHaveScreenshot(`locked-${theme}-${size.width}.png`, allowed(browser));
      });
});

for (const theme of themes)
  for (const size of sizes)
    test(`The first screen, ${theme}, ${size.width} by ${size.height}`, async ({ app, browser }) => {
      await app.setViewportSize(size);
      await app.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await expect(app.getByRole('heading', { name: 'Choose a passphrase' })).toBeVisible();
      await settled(app);
      await expect(app).toHaveScreenshot(`first-${theme}-${size.width}.png`, allowed(browser));
    });
