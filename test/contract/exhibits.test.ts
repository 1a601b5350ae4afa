/** Page choice, black-outs, splitting, and the letter that comes back from a word processor, through the contract. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denialLetter, dullNote, officeNote, pdf, policy, scan } from '../e2e/papers.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';
import { textsOfPdf } from '../support/read-pdf.ts';

let test: TestApp;
let caseId: string;
const kind = 'first-level-appeal';

beforeAll(async () => {
  test = await startTestApp('2026-09-28');
  await test.client.vault.create({ passphrase: testPassphrase });
  caseId = (await test.client.cases.create({ title: 'Exhibits' })).id;
  const papers = [
    await scan('letter.pdf', denialLetter),
    await pdf('policy.pdf', policy),
    await pdf('notes.pdf', [dullNote(1), officeNote, dullNote(2), dullNote(3)]),
  ];
  const uploadIds: string[] = [];
  for (const paper of papers) uploadIds.push(await test.upload(paper.name, paper.buffer));
  await test.client.documents.add({ caseId, uploadIds });
  await test.settle(caseId);
  const { findings } = await test.client.findings.analysis({ caseId });
  for (const { id } of findings)
    await test.client.findings.decide({ caseId, findingId: id, decision: 'accepted' });
}, 180_000);
afterAll(() => test.close());

async function bytesOf(downloadId: string): Promise<Uint8Array> {
  const reply = await test.app.handle(new Request(`http://test/bytes/download/${downloadId}`));
  return new Uint8Array(await reply.arrayBuffer());
}

describe('exhibits', () => {
  it(
    'leaves out pages that are not wanted, keeps cited ones, and takes blacked-out words from text and scans',
    { timeout: 180_000 },
    async () => {
      const before = await test.client.letters.exhibits({ caseId, kind });
      const [letter] = before;
      const notes = before.find((each) => each.pageCount === 4);
      if (!letter || !notes) throw new Error('the letter encloses denial and notes');
      expect(notes.cited).toEqual([2]);
      // The word is printed on the cited page of the notes and in the scanned letter.
      for (const exhibit of [letter, notes]) {
        const redactions = [];
        for (let pageIndex = 0; pageIndex < exhibit.pageCount; pageIndex++) {
          const page = await test.client.documents.page({ documentId: exhibit.documentId, pageIndex });
          const boxes = page.words
            .filter((word) => /reyes/i.test(page.text.slice(word.start, word.end)))
            .map((word) => word.box);
          if (boxes.length > 0) redactions.push({ pageNumber: pageIndex + 1, boxes });
        }
        expect(redactions.length).toBeGreaterThan(0);
        await test.client.letters.setExhibit({
          caseId,
          documentId: exhibit.documentId,
          choice: { pages: exhibit === notes ? [1] : [], redactions },
        });
      }
      const after = await test.client.letters.exhibits({ caseId, kind });
      // Page 2 is cited and stays although only page 1 was asked for.
      expect(after.find((each) => each.documentId === notes.documentId)?.pages).toEqual([1, 2]);
      const { files } = await test.client.letters.exportExhibits({
        caseId,
        kind,
        maxPages: null,
        maxBytes: null,
      });
      const texts = await textsOfPdf(await bytesOf(files[0]?.downloadId ?? ''));
      const ofLetter = (exhibit: string) => texts.filter((text) => text.includes(`Exhibit ${exhibit}, page`));
      expect(ofLetter(notes.letter)).toHaveLength(2);
      for (const exhibit of [letter, notes])
        for (const text of ofLetter(exhibit.letter)) expect(text).not.toMatch(/reyes/i);
      // The page is still readable apart from it.
      expect(ofLetter(notes.letter).join(' ')).toMatch(/naproxen/i);
      // The paper in the vault stays whole.
      const page = await test.client.documents.page({ documentId: notes.documentId, pageIndex: 1 });
      expect(page.text).toMatch(/reyes/i);
    },
  );

  it('splits into files that keep the page limit', { timeout: 120_000 }, async () => {
    const { files } = await test.client.letters.exportExhibits({
      caseId,
      kind,
      maxPages: 5,
      maxBytes: null,
    });
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(file.pageCount).toBeLessThanOrEqual(5);
    expect(new Set(files.map((file) => file.fileName)).size).toBe(files.length);
  });
});

describe('a letter edited in Word', () => {
  const editedDocx = async (change: (xml: string) => string) => {
    const { downloadId } = await test.client.letters.export({ caseId, kind, format: 'docx' });
    const files = unzipSync(await bytesOf(downloadId));
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const changed = change(xml);
    expect(changed).not.toBe(xml);
    return Buffer.from(zipSync({ ...files, 'word/document.xml': strToU8(changed) })).toString('base64');
  };

  it('is recognised, its changes are shown, and it exports again', { timeout: 60_000 }, async () => {
    const docx = await editedDocx((xml) =>
      xml.replace(
        'Please confirm receipt of this letter',
        'Please confirm in writing that you received this letter',
      ),
    );
    const edited = await test.client.letters.readEdited({ caseId, kind, docx });
    expect(edited.problems).toEqual([]);
    expect(edited.changed).toHaveLength(1);
    expect(edited.changed[0]?.after).toContain('in writing');
    await test.client.letters.save({ caseId, model: edited.model });
    await test.client.letters.export({ caseId, kind, format: 'docx' });
    await test.client.letters.reset({ caseId, kind });
  });

  it('shows a quote that no longer stands on its page', { timeout: 60_000 }, async () => {
    const docx = await editedDocx((xml) => xml.replace(/Naproxen 500 mg/, 'Naproxen 900 mg'));
    const edited = await test.client.letters.readEdited({ caseId, kind, docx });
    expect(edited.problems.map((problem) => problem.message).join(' ')).toContain(
      'does not stand on the page',
    );
    // Taken over all the same, it stops the export.
    await test.client.letters.save({ caseId, model: edited.model });
    await expect(test.client.letters.export({ caseId, kind, format: 'docx' })).rejects.toMatchObject({
      code: 'QUOTE_NOT_ON_PAGE',
    });
    await test.client.letters.reset({ caseId, kind });
  });

  it('refuses another file', async () => {
    await expect(
      test.client.letters.readEdited({ caseId, kind, docx: Buffer.from('no letter').toString('base64') }),
    ).rejects.toMatchObject({ code: 'UNREADABLE' });
  });
});
