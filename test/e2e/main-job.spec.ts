/** The main job: a scanned denial and the records in, an editable Word appeal out. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { denialLetter, dullNote, officeNote, pdf, policy, scan } from './papers.ts';
import { addPapers, createVault, expect, expectAccessible, readingDone, step, test } from './story.ts';

test('A person drops in a scanned denial and records, sees where they disagree, and gets a Word appeal', async ({
  app,
}) => {
  await createVault(app);
  await expectAccessible(app);
  await addPapers(app, [
    await scan('Scan of letter.pdf', denialLetter),
    await pdf('IMG-07.pdf', policy),
    await pdf('Reyes notes.pdf', [dullNote(1), officeNote]),
  ]);
  await expect(app.getByText('Scan of letter.pdf')).toBeVisible();
  await expect(app.getByRole('progressbar').first()).toBeVisible();
  await readingDone(app);
  await expect(app.getByRole('button', { name: /Denial letter Kind of Scan of letter.pdf/ })).toBeVisible();

  await step(app, 'Facts');
  await expect(app.getByText('UR-2026-90417', { exact: true })).toBeVisible();
  await app.getByRole('button', { name: 'Reference number: show the line it came from' }).click();
  await expect(app.locator('.sheet-page .lit').first()).toBeVisible();

  await step(app, 'Compare');
  const therapy = app.getByRole('button', { name: /^Medicine tried/ });
  await therapy.click();
  const denial = app.getByRole('region', { name: 'The denial' });
  const record = app.getByRole('region', { name: 'Your records' });
  await expect(denial.getByRole('blockquote')).toContainText('prescription anti-inflammatory');
  await expect(record.getByRole('blockquote')).toContainText('Naproxen');
  // The quoted words are lit on the scan itself and on the note.
  await expect(denial.locator('.lit').first()).toBeInViewport();
  await expect(record.locator('.lit').first()).toBeInViewport();
  await app.getByRole('button', { name: 'Put in the letter' }).click();
  await expect(therapy).toContainText('In the letter');

  await app.getByRole('link', { name: 'To the letter' }).click();
  await expect(app.getByRole('heading', { name: 'Letters' })).toBeVisible();
  const sheet = app.locator('.sheet-whole');
  await expect(sheet).toContainText('Naproxen 500 mg twice daily');
  await expectAccessible(app);
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Word file' }).click();
  const anyway = app.getByRole('button', { name: 'Export it anyway' });
  await anyway
    .or(app.getByRole('button', { name: 'Making it…' }))
    .first()
    .waitFor({ timeout: 5000 })
    .catch(() => {});
  if (await anyway.isVisible()) await anyway.click();
  const file = await (await download).path();
  const parts = unzipSync(new Uint8Array(await readFile(file)));
  const words = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '');
  expect(words).toContain('Naproxen 500 mg twice daily');
  expect(words).toContain('prescription anti-inflammatory medication was tried');
});
