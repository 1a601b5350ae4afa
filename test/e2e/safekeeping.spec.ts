/** What leaves the app and comes back: a backup restored on another computer, everything exported, exhibits as one PDF. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from '@playwright/test';
import { unzipSync } from 'fflate';
import { createReader } from '../../electron/ingest/reader-client.ts';
import { smallCase } from './papers.ts';
import {
  addPapers,
  createVault,
  expect,
  expectAccessible,
  passphrase,
  readingDone,
  startHost,
  step,
  test,
} from './story.ts';

const bytesOf = async (download: Promise<Download>) =>
  new Uint8Array(await readFile(await (await download).path()));

test('Someone makes a backup, and restores it on a new computer with the same passphrase', async ({
  app,
  browser,
}) => {
  await createVault(app);
  await addPapers(app, await smallCase());
  await readingDone(app);
  await app.getByRole('button', { name: 'Settings' }).click();
  await expect(app.getByText('No backup yet.')).toBeVisible();
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Make a backup', exact: true }).click();
  const backup = await bytesOf(download);
  await expect(app.getByText('No backup yet.')).toBeHidden();
  // Not a word of it can be read without the passphrase.
  expect(Buffer.from(backup).includes('Naproxen')).toBe(false);

  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-e2e-'));
  const other = await startHost(join(folder, 'Papers.rejoinder'), test.info().project.name);
  try {
    // A browser of its own: the first one may talk to its own host only.
    const page = await other.open(other.ownContext ?? (await browser.newContext()));
    await page.locator('input[type=file][aria-label="I have a backup file"]').setInputFiles({
      name: 'My papers.backup',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(backup),
    });
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Every page of the backup is checked')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Passphrase of the backup').fill('not the right one');
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(dialog.getByText(/does not open/)).toBeVisible();
    await dialog.getByLabel('Passphrase of the backup').fill(passphrase);
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 60_000 });
    const unlock = page.getByRole('button', { name: 'Open', exact: true });
    await unlock
      .or(page.getByRole('heading', { name: 'Your cases' }))
      .first()
      .waitFor();
    if (await unlock.isVisible()) {
      await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
      await unlock.click();
    }
    await page.getByRole('link', { name: 'MRI of the lumbar spine' }).click();
    await expect(page.getByRole('button', { name: /^Weakness/ })).toBeVisible();
    await page.context().close();
  } finally {
    await other.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('Everything can be taken along: the original files byte for byte, and the case as tables', async ({
  app,
}) => {
  await createVault(app);
  const papers = await smallCase();
  await addPapers(app, papers);
  await readingDone(app);
  await app.getByRole('button', { name: 'Settings' }).click();
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Export everything' }).click();
  const files = Object.entries(unzipSync(await bytesOf(download)));
  for (const paper of papers) {
    const [, bytes] = files.find(([name]) => name.endsWith(paper.name)) ?? [];
    expect(bytes && Buffer.from(bytes).equals(paper.buffer), paper.name).toBe(true);
  }
  expect(files.some(([name]) => name.endsWith('.csv'))).toBe(true);
  expect(files.some(([name]) => name.endsWith('.json'))).toBe(true);
});

test('The exhibits come as one PDF with stamped pages, each quote of the letter on the page it names', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, await smallCase());
  await readingDone(app);
  await step(app, 'Compare');
  await app.getByRole('button', { name: /^Medicine tried/ }).click();
  await app.getByRole('button', { name: 'Put in the letter' }).click();
  await step(app, 'Letter');
  const cite = app.locator('.sheet-whole .cite').filter({ hasText: 'Ex. B' }).first();
  await expect(cite).toBeVisible();
  await app.getByRole('button', { name: /exhibits?…$/ }).click();
  const dialog = app.getByRole('dialog', { name: 'Exhibits' });
  const download = app.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Make the PDF' }).click();
  const reader = createReader({ workers: 1 });
  try {
    const read = await reader.read(await bytesOf(download), { documentId: 'packet' });
    const pages = read.ok ? read.pages.map((page) => page.text) : [];
    expect(pages.some((text) => text.includes('EX-A 0001'))).toBe(true);
    const quoted = pages.find((text) => text.includes('Naproxen 500 mg twice daily'));
    expect(quoted).toMatch(/EX-[A-Z] \d{4}/);
    expect(pages.some((text) => text.includes('prescription anti-inflammatory medication was tried'))).toBe(
      true,
    );
  } finally {
    reader.close();
  }
});
