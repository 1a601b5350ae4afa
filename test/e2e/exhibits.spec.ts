/** Exhibits page by page, words blacked out for good, and a letter that went to Word and came back. */
import { readFile, writeFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Download, Page } from '@playwright/test';
import { createReader } from '../../electron/ingest/reader-client.ts';
import { denialLetter, dullNote, officeNote, pdf, policy, scan, type Paper } from './papers.ts';
import { addPapers, createVault, expect, expectAccessible, readingDone, step, test } from './story.ts';

async function toLetter(app: Page, notes?: Paper): Promise<void> {
  await createVault(app);
  await addPapers(app, [
    await scan('Scan of letter.pdf', denialLetter),
    await pdf('IMG-07.pdf', policy),
    notes ?? (await pdf('Reyes notes.pdf', [dullNote(1), officeNote, dullNote(2)])),
  ]);
  await readingDone(app);
  await step(app, 'Compare');
  await app.getByRole('button', { name: /^Medicine tried/ }).click();
  await app.getByRole('button', { name: 'Put in the letter' }).click();
  await app.getByRole('link', { name: 'To the letter' }).click();
  await expect(app.locator('.sheet-whole')).toContainText('Naproxen 500 mg twice daily');
}

async function bytesOf(download: Promise<Download>): Promise<Uint8Array> {
  return new Uint8Array(await readFile(await (await download).path()));
}

test('A person leaves a page out of the exhibits, blacks words out, and sends what is left', async ({
  app,
}) => {
  test.setTimeout(240_000);
  await toLetter(app);
  await app.getByRole('button', { name: /exhibits…$/ }).click();
  const dialog = app.getByRole('dialog', { name: 'Exhibits' });
  await dialog.getByRole('button', { name: /^Exhibit C/ }).click();
  // The cited page stays; an uncited one can be left out.
  await expect(dialog.getByRole('checkbox', { name: 'Enclose page 2' })).toBeDisabled();
  await dialog.getByText('Page 3', { exact: true }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Enclose page 3' })).not.toBeChecked();
  await expect(dialog.getByRole('button', { name: /^Exhibit C/ })).toContainText('2 of 3 pages');
  await dialog.getByLabel('Black out these words everywhere in this exhibit').fill('Reyes');
  await dialog.getByRole('button', { name: 'Black out', exact: true }).click();
  await expect(dialog.getByRole('status').first()).toContainText('blacked out');
  await expect(dialog.locator('.page-small .black').first()).toBeVisible();
  await expectAccessible(app);
  await app.screenshot({ path: test.info().outputPath('exhibits.png') });
  // By hand: a box is drawn on the page, and taken away again by a press.
  await dialog.getByRole('button', { name: 'Black out on page 2' }).click();
  const pad = dialog.locator('.black-pad');
  const before = await dialog.getByRole('button', { name: /^Show place/ }).count();
  const rect = await pad.boundingBox();
  if (!rect) throw new Error('no page');
  await app.mouse.move(rect.x + 60, rect.y + 200);
  await app.mouse.down();
  await app.mouse.move(rect.x + 220, rect.y + 240, { steps: 4 });
  await app.mouse.up();
  const places = dialog.getByRole('button', { name: /^Show place/ });
  await expect(places).toHaveCount(before + 1);
  await app.screenshot({ path: test.info().outputPath('black-out.png') });
  await places.last().press('Enter');
  await expect(places).toHaveCount(before);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const download = app.waitForEvent('download', { timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Make the PDF' }).click();
  const bytes = await bytesOf(download);
  await expect(dialog.getByRole('heading', { name: 'Ready' })).toBeVisible();
  await app.screenshot({ path: test.info().outputPath('made.png') });
  const reader = createReader({ workers: 1 });
  const read = await reader.read(bytes, { documentId: 'x' });
  reader.close();
  const texts = read.ok ? read.pages.map((page) => page.text) : [];
  const notes = texts.filter((text) => text.includes('Exhibit C, page'));
  expect(notes).toHaveLength(2);
  for (const text of notes) expect(text).not.toMatch(/reyes/i);
  await app.keyboard.press('Escape');
  await expect(app.locator('.sheet-whole')).toContainText('(2 pages)');
});

test('A paper without printed pages loses the words that are marked on it; the cover page is shown before the letter', async ({
  app,
}) => {
  test.setTimeout(240_000);
  await toLetter(app, {
    name: 'Reyes notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(officeNote.map((line) => line.replace(/^# /, '')).join('\n')),
  });
  const cover = app.locator('details', { hasText: 'Cover page' });
  await cover.locator('summary').press('Enter');
  await expect(cover).toContainText('Certified mail no.');
  await expect(cover).toContainText('Exhibit C');
  await expect(app.getByText(/read at about school grade \d+/)).toBeVisible();
  await expectAccessible(app);
  await app.screenshot({ path: test.info().outputPath('cover.png') });
  await app.getByRole('button', { name: /exhibits…$/ }).click();
  const dialog = app.getByRole('dialog', { name: 'Exhibits' });
  await dialog.getByRole('button', { name: /^Exhibit C/ }).click();
  await dialog.getByRole('button', { name: 'Black out on page 1' }).click();
  await dialog.getByRole('button', { name: 'Black out the marked words' }).click();
  await expect(dialog.getByRole('status').first()).toContainText('Mark some words first');
  const text = dialog.locator('.text-page');
  await text.evaluate((sheet) => {
    const node = sheet.querySelector('[data-start]')?.firstChild;
    const at = node?.textContent?.indexOf('Dolores K. Whitmer') ?? -1;
    if (!node || at < 0) throw new Error('no name');
    document.getSelection()?.setBaseAndExtent(node, at, node, at + 'Dolores K. Whitmer'.length);
  });
  await dialog.getByRole('button', { name: 'Black out the marked words' }).click();
  await expect(text).not.toContainText('Whitmer');
  await expectAccessible(app);
  await app.screenshot({ path: test.info().outputPath('text-black-out.png') });
  await dialog.getByRole('button', { name: 'Show place 1 again' }).click();
  await expect(text).toContainText('Dolores K. Whitmer');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.getByLabel('Black out these words everywhere in this exhibit').fill('Whitmer');
  await dialog.getByRole('button', { name: 'Black out', exact: true }).click();
  await expect(dialog.getByRole('button', { name: /^Exhibit C/ })).toContainText('1 place blacked out');
  const download = app.waitForEvent('download', { timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Make the PDF' }).click();
  const reader = createReader({ workers: 1 });
  const read = await reader.read(await bytesOf(download), { documentId: 'x' });
  reader.close();
  if (!read.ok) throw new Error('not readable');
  const page = read.pages.find((each) => each.text.includes('Exhibit C, page 1'))?.text ?? '';
  expect(page).toContain('[blacked out]');
  expect(page).not.toContain('Whitmer');
});

test('A letter edited in Word comes back: changes are shown, a false quote is caught', async ({ app }) => {
  test.setTimeout(240_000);
  await toLetter(app);
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Word file' }).first().click();
  const anyway = app.getByRole('button', { name: 'Export it anyway' });
  await anyway
    .or(app.getByRole('button', { name: 'Making it…' }))
    .first()
    .waitFor({ timeout: 5000 })
    .catch(() => {});
  if (await anyway.isVisible()) await anyway.click();
  const files = unzipSync(await bytesOf(download));
  const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  const edited = async (name: string, changed: string) => {
    const path = test.info().outputPath(name);
    await writeFile(path, zipSync({ ...files, 'word/document.xml': strToU8(changed) }));
    return path;
  };
  const bring = async (path: string) => {
    const chooser = app.waitForEvent('filechooser');
    await app.getByRole('button', { name: 'Bring back a letter edited in Word' }).click();
    await (await chooser).setFiles(path);
  };
  await bring(await edited('false.docx', xml.replace('Naproxen 500 mg', 'Naproxen 900 mg')));
  const dialog = app.getByRole('dialog', { name: 'What you changed in Word' });
  await expect(dialog).toContainText('does not stand on the page');
  await app.screenshot({ path: test.info().outputPath('false.png') });
  await dialog.getByRole('button', { name: 'Go back to the letter' }).click();
  await bring(
    await edited(
      'edited.docx',
      xml.replace('Please confirm receipt of this letter', 'Please confirm in writing'),
    ),
  );
  await expect(dialog.locator('ins')).toContainText('Please confirm in writing');
  await expectAccessible(app);
  await app.screenshot({ path: test.info().outputPath('edited.png') });
  await dialog.getByRole('button', { name: 'Take the changes over' }).click();
  await expect(app.locator('.sheet-whole')).toContainText('Please confirm in writing');
  await app.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(app.locator('.sheet-whole')).toContainText('Please confirm receipt of this letter');
});
