/** Papers without printed pages (Word, text) as exhibits: words are taken out of them for good, and asked for again when the text moves. */
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findQuote } from '../../shared/text/quotes.ts';
import { denialLetter, officeNote, pdf, policy } from '../e2e/papers.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';
import { textsOfPdf } from '../support/read-pdf.ts';

let test: TestApp;
let caseId: string;
const kind = 'first-level-appeal';

beforeAll(async () => {
  test = await startTestApp('2026-09-28');
  await test.client.vault.create({ passphrase: testPassphrase });
  caseId = (await test.client.cases.create({ title: 'Text' })).id;
  const lines = officeNote.map((line) => line.replace(/^# /, ''));
  // Long enough for several sheets, the name on each.
  const long = [
    ...lines,
    ...Array.from({ length: 90 }, (_, nth) => `Entry ${nth}: seen by Ana Reyes, no change.`),
  ];
  const word = new Document({ sections: [{ children: long.map((text) => new Paragraph(text)) }] });
  const papers = [
    await pdf('letter.pdf', denialLetter),
    await pdf('policy.pdf', policy),
    { name: 'notes.docx', buffer: await Packer.toBuffer(word) },
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

async function notes() {
  const documents = await test.client.documents.list({ caseId });
  const documentId = documents.find((each) => each.fileName === 'notes.docx')?.id ?? '';
  const page = await test.client.documents.page({ documentId, pageIndex: 0 });
  expect(page.words).toEqual([]);
  return { documentId, page };
}

async function packetBytes(): Promise<{ bytes: Uint8Array; notices: readonly { message: string }[] }> {
  const { files, notices } = await test.client.letters.exportExhibits({
    caseId,
    kind,
    maxPages: null,
    maxBytes: null,
  });
  const url = `http://test/bytes/download/${files[0]?.downloadId ?? ''}`;
  return {
    bytes: new Uint8Array(await (await test.app.handle(new Request(url))).arrayBuffer()),
    notices,
  };
}

describe('a Word paper as an exhibit', () => {
  it(
    'loses the blacked-out words on every one of its sheets, and keeps the rest',
    { timeout: 120_000 },
    async () => {
      const { documentId, page } = await notes();
      const plain = await textsOfPdf((await packetBytes()).bytes);
      const sheets = (texts: readonly string[]) => texts.filter((text) => /, page 1 of 1, sheet/.test(text));
      expect(sheets(plain).length).toBeGreaterThan(1);
      expect(sheets(plain).every((text) => text.includes('Reyes'))).toBe(true);
      const hidden = ['Reyes', 'Whitmer'].flatMap((words) =>
        findQuote(page.text, words).map(({ start, end }) => ({
          start,
          end,
          quote: page.text.slice(start, end),
        })),
      );
      expect(hidden.length).toBeGreaterThan(90);
      await test.client.letters.setExhibit({
        caseId,
        documentId,
        choice: { pages: [], redactions: [{ pageNumber: 1, boxes: [], hidden }] },
      });
      const { bytes, notices } = await packetBytes();
      const black = sheets(await textsOfPdf(bytes));
      expect(black.length).toBeGreaterThan(1);
      for (const text of black) {
        expect(text).not.toMatch(/Reyes|Whitmer/);
        expect(text).toContain('[blacked out]');
        expect(text).toContain('parts blacked out');
      }
      expect(black.join(' ')).toContain('Naproxen 500 mg twice daily');
      expect(notices.map(({ message }) => message)).not.toContain(
        'Words that the letter quotes are blacked out on this page.',
      );
      // The paper in the vault stays whole.
      expect((await notes()).page.text).toContain('Reyes');
    },
  );

  it('says so where the letter quotes what is blacked out', { timeout: 120_000 }, async () => {
    const { documentId, page } = await notes();
    const hidden = findQuote(page.text, 'Naproxen').map(({ start, end }) => ({
      start,
      end,
      quote: page.text.slice(start, end),
    }));
    await test.client.letters.setExhibit({
      caseId,
      documentId,
      choice: { pages: [], redactions: [{ pageNumber: 1, boxes: [], hidden }] },
    });
    const { notices } = await packetBytes();
    expect(notices.map(({ message }) => message)).toContain(
      'Words that the letter quotes are blacked out on this page.',
    );
  });

  it(
    'makes no packet where the words to be blacked out are no longer found',
    { timeout: 60_000 },
    async () => {
      const { documentId } = await notes();
      await test.client.letters.setExhibit({
        caseId,
        documentId,
        choice: {
          pages: [],
          redactions: [{ pageNumber: 1, boxes: [], hidden: [{ start: 5, end: 12, quote: 'Zyzzyva' }] }],
        },
      });
      await expect(packetBytes()).rejects.toMatchObject({ code: 'UNREADABLE' });
    },
  );

  it('refuses a black-out of nothing', async () => {
    const { documentId } = await notes();
    await expect(
      test.client.letters.setExhibit({
        caseId,
        documentId,
        choice: { pages: [], redactions: [{ pageNumber: 1, boxes: [] }] },
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
