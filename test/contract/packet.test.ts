/** A packet that a person divides counts as the papers it holds; and comparing never keeps others waiting. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denialLetter, dullNote, officeNote, pdf, policy } from '../e2e/papers.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';

let test: TestApp;
let caseId: string;
let packetId: string;

beforeAll(async () => {
  test = await startTestApp('2026-09-28');
  await test.client.vault.create({ passphrase: testPassphrase });
  caseId = (await test.client.cases.create({ title: 'Packet' })).id;
  // One fax holds everything: two pages of letter, the policy, and a record that is nothing but notes.
  const packet = await pdf('fax.pdf', [...denialLetter, ...policy, dullNote(1), officeNote, dullNote(2)]);
  const uploadId = await test.upload(packet.name, packet.buffer);
  const [added] = await test.client.documents.add({ caseId, uploadIds: [uploadId] });
  packetId = added?.documentId ?? '';
  await test.settle(caseId);
}, 120_000);
afterAll(() => test.close());

describe('a packet in one file', () => {
  const kinds = async () => {
    const { findings } = await test.client.findings.analysis({ caseId });
    return new Set(findings.flatMap(({ citations }) => citations.map(({ role }) => role)));
  };

  it('cannot be compared with itself when a person says that all of it is one paper', async () => {
    await test.client.documents.setKind({ caseId, documentId: packetId, kind: 'medical-record' });
    expect([...(await kinds())]).toEqual([]);
  });

  it('is compared as letter, policy and record once a person has divided it', async () => {
    await test.client.documents.setParts({
      caseId,
      documentId: packetId,
      parts: [
        { firstPage: 0, lastPage: 1, kind: 'denial-letter' },
        { firstPage: 2, lastPage: 3, kind: 'clinical-policy' },
        { firstPage: 4, lastPage: 6, kind: 'medical-record' },
      ],
    });
    expect([...(await kinds())].toSorted()).toEqual(['denial', 'policy', 'record']);
    const { findings } = await test.client.findings.analysis({ caseId });
    const pages = findings.flatMap(({ citations }) =>
      citations.map(({ role, span }) => `${role} ${span.pageIndex}`),
    );
    expect(pages).toContain('denial 0');
    expect(pages).toContain('policy 3');
    expect(pages).toContain('record 5');
    const [document] = await test.client.documents.list({ caseId });
    expect(document?.parts).toHaveLength(3);
  });

  it('is one paper again when it gets one kind', async () => {
    await test.client.documents.setKind({ caseId, documentId: packetId, kind: 'medical-record' });
    expect((await test.client.findings.analysis({ caseId })).findings).toEqual([]);
  });
});

describe('comparing in a thread', () => {
  it('gives the same findings as comparing here and now, and one making to all who ask at once', async () => {
    await test.client.documents.setKind({ caseId, documentId: packetId, kind: 'denial-letter' });
    const { analyses } = test.app.context;
    await Promise.all([analyses.ready(caseId), analyses.ready(caseId), analyses.ready(caseId)]);
    const beside = analyses.get(caseId).analysis;
    test.app.context.session.db().run('DELETE FROM analyses');
    analyses.forget();
    expect(analyses.get(caseId).analysis).toEqual(beside);
  });

  it('shows a case as being read in the list until it is compared, then tells', async () => {
    const { analyses, events } = test.app.context;
    test.app.context.session.db().run('DELETE FROM analyses');
    analyses.forget();
    const stop = new AbortController();
    const told = (async () => {
      for await (const event of events.subscribe(stop.signal)) if (event.type === 'cases-changed') return;
    })();
    expect((await test.client.cases.list())[0]).toMatchObject({ nextStep: 'Reading your papers' });
    await told;
    stop.abort();
    expect((await test.client.cases.list())[0]?.nextStep).not.toBe('Reading your papers');
  });
});
