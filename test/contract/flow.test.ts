/** The main job through the contract: vault, papers, reading, findings, decisions, search, locking; with real parts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';

const papers = fileURLToPath(new URL('../fixtures/cases/cervical/', import.meta.url));
let test: TestApp;
let caseId: string;

beforeAll(async () => {
  test = await startTestApp('2026-05-11');
});
afterAll(() => test.close());

describe('the main job through the contract', () => {
  it('refuses everything while the vault does not exist', async () => {
    await expect(test.client.cases.list()).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await test.client.vault.status()).toMatchObject({ state: 'none' });
  });

  it('creates the vault and gives a recovery code', async () => {
    const { recoveryCode } = await test.client.vault.create({ passphrase: testPassphrase });
    expect(recoveryCode.length).toBeGreaterThan(20);
    expect(await test.client.vault.status()).toMatchObject({ state: 'open' });
  });

  it('reads a scanned denial, a chart, a photo, a DOCX and a policy', { timeout: 180_000 }, async () => {
    const made = await test.client.cases.create({ title: 'Neck MRI' });
    caseId = made.id;
    await test.client.cases.update({ caseId, planType: 'non-federal-government' });
    const uploadIds = await Promise.all(
      readdirSync(papers).map((name) => test.upload(name, readFileSync(join(papers, name)))),
    );
    uploadIds.push(await test.upload('empty.pdf', new Uint8Array()));
    uploadIds.push(await test.upload('renamed.pdf', Buffer.from('only a note, no PDF at all')));
    const added = await test.client.documents.add({ caseId, uploadIds });
    expect(added).toHaveLength(7);
    await test.settle(caseId);
    const documents = await test.client.documents.list({ caseId });
    const byName = Object.fromEntries(documents.map((each) => [each.fileName, each]));
    expect(byName['scan0003.pdf']).toMatchObject({ state: 'read', kind: 'denial-letter' });
    expect(byName['SP-07 spine imaging guideline.pdf']).toMatchObject({ kind: 'clinical-policy' });
    expect(byName['empty.pdf']).toMatchObject({ state: 'failed' });
    expect(byName['empty.pdf']?.problem).toMatch(/empty/i);
    expect(byName['renamed.pdf']).toMatchObject({ state: 'read', mediaType: 'text/plain' });
  });

  it('takes the same bytes twice as one document', async () => {
    const bytes = readFileSync(join(papers, 'scan0003.pdf'));
    const uploadId = await test.upload('copy of scan.pdf', bytes);
    const [again] = await test.client.documents.add({ caseId, uploadIds: [uploadId] });
    expect(again).toMatchObject({ duplicate: true, fileName: 'scan0003.pdf' });
  });

  it('finds where denial and record disagree, each quote on its page', { timeout: 60_000 }, async () => {
    const analysis = await test.client.findings.analysis({ caseId });
    expect(analysis.complete).toBe(true);
    expect(analysis.findings.length).toBeGreaterThan(0);
    for (const finding of analysis.findings) {
      for (const { span } of finding.citations) {
        const page = await test.client.documents.page({
          documentId: span.documentId,
          pageIndex: span.pageIndex,
        });
        expect(page.text.slice(span.start, span.end)).toBe(span.quote);
      }
    }
  });

  it('keeps a decision and a correction', async () => {
    const { findings } = await test.client.findings.analysis({ caseId });
    const [first] = findings;
    if (!first) throw new Error('no finding');
    await test.client.findings.decide({ caseId, findingId: first.id, decision: 'accepted', note: 'yes' });
    const again = await test.client.findings.analysis({ caseId });
    expect(again.findings.find((each) => each.id === first.id)).toMatchObject({
      decision: 'accepted',
      note: 'yes',
    });
    const sheet = await test.client.cases.correctField({
      caseId,
      name: 'memberName',
      value: 'R. Achterberg',
    });
    expect(sheet.fields.find((field) => field.name === 'memberName')).toMatchObject({
      value: 'R. Achterberg',
      corrected: true,
    });
  });

  it(
    'writes a Word letter that holds the accepted quotes, a PDF and stamped exhibits',
    { timeout: 120_000 },
    async () => {
      const { findings } = await test.client.findings.analysis({ caseId });
      for (const { id } of findings)
        await test.client.findings.decide({ caseId, findingId: id, decision: 'accepted' });
      const kind = 'first-level-appeal';
      expect(await test.client.letters.list({ caseId })).toContainEqual(
        expect.objectContaining({ kind, available: true }),
      );
      const { model, hints } = await test.client.letters.draft({ caseId, kind });
      expect(hints.filter((hint) => hint.id.startsWith('quote-'))).toEqual([]);
      const quotes = model.blocks.flatMap((block) =>
        block.runs.flatMap((run) => (run.type === 'quote' ? [run.span.quote] : [])),
      );
      expect(quotes.length).toBeGreaterThan(2);
      const fetchFile = async (format: 'docx' | 'pdf' | 'exhibits') => {
        const made =
          format === 'exhibits'
            ? (await test.client.letters.exportExhibits({ caseId, kind, maxPages: null, maxBytes: null }))
                .files[0]
            : await test.client.letters.export({ caseId, kind, format });
        const downloadId = made?.downloadId ?? '';
        const reply = await test.app.handle(new Request(`http://test/bytes/download/${downloadId}`));
        return new Uint8Array(await reply.arrayBuffer());
      };
      const parts = unzipSync(await fetchFile('docx'));
      const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
      const squash = (text: string) => text.replaceAll(/<[^>]+>|&\w+;|[^\p{L}\p{N}]/gu, '').toLowerCase();
      for (const quote of quotes) expect(squash(xml)).toContain(squash(quote.replaceAll('&', '&amp;')));
      expect(
        Buffer.from(await fetchFile('pdf'))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      expect((await fetchFile('exhibits')).byteLength).toBeGreaterThan(50_000);
    },
  );

  it('stops the export of a letter whose quote was altered', async () => {
    const kind = 'first-level-appeal';
    const { model } = await test.client.letters.draft({ caseId, kind });
    const altered = {
      ...model,
      blocks: model.blocks.map((block) => ({
        ...block,
        runs: block.runs.map((run) =>
          run.type === 'quote'
            ? { ...run, span: { ...run.span, quote: `${run.span.quote} never said` } }
            : run,
        ),
      })),
    };
    await test.client.letters.save({ caseId, model: altered });
    await expect(test.client.letters.export({ caseId, kind, format: 'docx' })).rejects.toMatchObject({
      code: 'QUOTE_NOT_ON_PAGE',
    });
    expect(await test.client.letters.reset({ caseId, kind })).toMatchObject({ hasEdits: false });
  });

  it('refuses an own finding whose quote is not on its page', async () => {
    const [document] = await test.client.documents.list({ caseId });
    const span = { documentId: document?.id ?? '', pageIndex: 0, start: 0, end: 5, quote: 'never' };
    await expect(
      test.client.findings.add({
        caseId,
        type: 'fact-mismatch',
        concept: 'dates',
        summary: 'not so',
        citations: [{ role: 'record', span }],
      }),
    ).rejects.toMatchObject({ code: 'QUOTE_NOT_ON_PAGE' });
  });

  it('draws a page of the scan as a picture', { timeout: 60_000 }, async () => {
    const documents = await test.client.documents.list({ caseId });
    const scan = documents.find((each) => each.fileName === 'scan0003.pdf');
    const reply = await test.app.handle(new Request(`http://test/bytes/page/${scan?.id ?? ''}/0?width=400`));
    expect(reply.headers.get('content-type')).toBe('image/png');
    expect((await reply.arrayBuffer()).byteLength).toBeGreaterThan(5000);
  });

  it('gives a document back byte for byte, once', async () => {
    const documents = await test.client.documents.list({ caseId });
    const scan = documents.find((each) => each.fileName === 'scan0003.pdf');
    const { downloadId } = await test.client.documents.original({ documentId: scan?.id ?? '' });
    const url = `http://test/bytes/download/${downloadId}`;
    const bytes = Buffer.from(await (await test.app.handle(new Request(url))).arrayBuffer());
    expect(bytes.equals(readFileSync(join(papers, 'scan0003.pdf')))).toBe(true);
    expect((await test.app.handle(new Request(url))).status).toBe(404);
  });

  it('finds words of the scan by search', async () => {
    const hits = await test.client.search.query({ text: 'Hoffmann', caseId: null });
    expect(hits.some((hit) => hit.kind === 'page')).toBe(true);
  });

  it('refuses input that is not of the contract', async () => {
    const reply = await test.app.handle(
      new Request('http://test/rpc/cases/sheet', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { caseId: '../../etc', extra: 1 } }),
      }),
    );
    expect(reply.status).toBe(400);
  });

  it('is closed after locking, refuses a wrong passphrase and opens with the right one', async () => {
    await test.client.vault.lock();
    await expect(test.client.cases.list()).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(test.client.vault.open({ passphrase: 'wrong horse' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    await test.client.vault.open({ passphrase: testPassphrase });
    expect(await test.client.cases.list()).toHaveLength(1);
  });
});
