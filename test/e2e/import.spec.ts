/** Reading takes its time, and people have lives: paused, stopped, quit and locked in the middle, nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { denialLetter, dullNote, officeNote, type Paper, pdf, policy, scan } from './papers.ts';
import {
  addPapers,
  createVault,
  expect,
  expectAccessible,
  type Page,
  readingDone,
  startHost,
  step,
  test,
  unlock,
} from './story.ts';

test.setTimeout(400_000);

/** A chart of nine pages from a scanner: about a second of reading for each, so that a story meets it half read. */
const chart = (): Promise<Paper> =>
  scan('Chart.pdf', [
    dullNote(1),
    dullNote(2),
    officeNote,
    ...Array.from({ length: 6 }, (_, at) => dullNote(at + 3)),
  ]);

const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const readingAPage = (page: Page) =>
  expect(rowOf(page, 'Chart.pdf')).toContainText(/Reading page [2-4] of 9/, { timeout: 120_000 });

/** All nine pages are there, with the one that matters. */
async function chartIsWhole(page: Page): Promise<void> {
  // A chart that was stopped says "2 of 9 pages read" until its reading has begun again.
  await expect(rowOf(page, 'Chart.pdf').first()).toContainText(/(?<!of )9 pages/, { timeout: 240_000 });
  await readingDone(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Naproxen');
  await expect(page.getByRole('menuitem', { name: /Chart.pdf, page 3/ })).toBeVisible();
  await page.keyboard.press('Escape');
}

test('Reading is paused, the app is closed, and another day it goes on where it was', async ({ browser }, {
  project,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-e2e-'));
  const vault = join(folder, 'Papers.rejoinder');
  try {
    const first = await startHost(vault, project.name);
    const app = await first.open(first.ownContext ?? (await browser.newContext()));
    await createVault(app);
    await addPapers(app, [await chart()]);
    await readingAPage(app);
    await app.getByRole('button', { name: 'Pause reading' }).click();
    await expect(rowOf(app, 'Chart.pdf')).toContainText(/Paused, [1-8] of 9 pages read/);
    await expect(app.getByRole('button', { name: 'Go on reading' })).toBeFocused();
    await expectAccessible(app);
    await first.stop();

    const second = await startHost(vault, project.name);
    const again = await second.open(second.ownContext ?? (await browser.newContext()));
    await unlock(again);
    // The list of cases says that something waits for the person.
    await expect(again.getByText('Go on reading the papers')).toBeVisible();
    await again.getByRole('link', { name: 'New case' }).click();
    await expect(rowOf(again, 'Chart.pdf')).toContainText(/Paused, [1-8] of 9 pages read/);
    await again.getByRole('button', { name: 'Go on reading' }).click();
    await chartIsWhole(again);
    await second.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('The app is closed in the middle of reading, and goes on by itself when the vault is open again', async ({
  browser,
}, { project }) => {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-e2e-'));
  const vault = join(folder, 'Papers.rejoinder');
  try {
    const first = await startHost(vault, project.name);
    const app = await first.open(first.ownContext ?? (await browser.newContext()));
    await createVault(app);
    await addPapers(app, [await chart()]);
    await readingAPage(app);
    await first.stop();

    const second = await startHost(vault, project.name);
    const again = await second.open(second.ownContext ?? (await browser.newContext()));
    await unlock(again);
    await again.getByRole('listitem').getByRole('link').first().click();
    await chartIsWhole(again);
    await second.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('One paper is stopped, the others are read, and it can be read to its end later', async ({ app }) => {
  await createVault(app);
  await addPapers(app, [await chart()]);
  await readingAPage(app);
  await addPapers(app, [await pdf('Denial.pdf', denialLetter), await pdf('Policy.pdf', policy)]);
  await app.getByRole('button', { name: 'Stop reading Chart.pdf' }).click();
  await expect(rowOf(app, 'Chart.pdf')).toContainText(/[1-8] of 9 pages read/);
  // What was read is there, what was not is named where it matters, and the others are compared meanwhile.
  await readingDone(app);
  await expectAccessible(app);
  await step(app, 'Compare');
  await expect(app.getByText('1 paper was not read, or not to the end. See why')).toBeVisible();
  await step(app, 'Papers');
  await app.getByRole('button', { name: 'Try again: Chart.pdf' }).click();
  await chartIsWhole(app);
  await step(app, 'Compare');
  await expect(app.getByRole('button', { name: /^Medicine tried/ })).toBeVisible();
});

test('Words of a page are found as soon as it is read, while the search stands open', async ({ app }) => {
  await createVault(app);
  await addPapers(app, [await chart()]);
  await readingAPage(app);
  await app.keyboard.press('Control+k');
  await app.keyboard.type('Naproxen');
  await expect(app.getByRole('menuitem', { name: /Chart.pdf, page 3/ })).toBeVisible({ timeout: 120_000 });
});

test('A file is not added after all: it waits no longer', async ({ app }) => {
  await createVault(app);
  await addPapers(app, [await chart()]);
  await readingAPage(app);
  await app.getByRole('button', { name: 'More for Chart.pdf' }).click();
  await app.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(rowOf(app, 'Chart.pdf')).toHaveCount(0);
  await expect(app.getByRole('button', { name: 'Pause reading' })).toHaveCount(0);
  await app.getByRole('button', { name: 'Undo' }).click();
  await chartIsWhole(app);
});

test('The vault locks while papers are read and nobody is there; reading goes on when it is opened', async ({
  app,
  host,
}) => {
  const { hourLater } = host;
  test.skip(hourLater === null, 'The clock of the desktop app cannot be set.');
  await createVault(app);
  await addPapers(app, [await chart()]);
  await readingAPage(app);
  hourLater?.();
  await expect(app.getByRole('heading', { name: /^Open / })).toBeVisible({ timeout: 30_000 });
  await expect(app.getByText(/Papers were still being read/)).toBeVisible();
  await expectAccessible(app);
  await unlock(app);
  await chartIsWhole(app);
});
