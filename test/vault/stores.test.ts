/** Each store keeps what it is given, gives it back, and leaves a trail. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Word } from '../../shared/domain/page-text.ts';
import { getAnalysis, saveAnalysis } from '../../electron/vault/stores/analyses.ts';
import { getCaseFields, setCaseField } from '../../electron/vault/stores/case-fields.ts';
import { changeCase, getCase, listCases } from '../../electron/vault/stores/cases.ts';
import { listChecklist, setChecklistItem } from '../../electron/vault/stores/checklist.ts';
import {
  listDeadlines,
  listTollings,
  saveDeadline,
  saveTolling,
  setDeadlineDeleted,
  setTollingDeleted,
} from '../../electron/vault/stores/deadlines.ts';
import {
  addOwnFinding,
  decideFinding,
  listDecisions,
  listOwnFindings,
  setOwnFindingDeleted,
} from '../../electron/vault/stores/decisions.ts';
import {
  addDocument,
  changeDocument,
  findDocumentBySha256,
  getDocument,
  listDocuments,
  setDocumentFacts,
  unlinkDocument,
} from '../../electron/vault/stores/documents.ts';
import { setDocumentDeleted } from '../../electron/vault/stores/deletion.ts';
import { listHistory } from '../../electron/vault/stores/history.ts';
import {
  claimImport,
  getImport,
  listImportPages,
  listImports,
  queueImport,
  requeueInterrupted,
  setImportState,
  setPageFailed,
  setPagesTotal,
} from '../../electron/vault/stores/import-jobs.ts';
import {
  addLetter,
  changeLetter,
  getLetter,
  keepLetterVersion,
  listLetters,
  listLetterVersions,
  setLetterDeleted,
} from '../../electron/vault/stores/letters.ts';
import { listLog, saveLogEntry, setLogEntryDeleted } from '../../electron/vault/stores/log.ts';
import { packWords, unpackWords } from '../../electron/vault/stores/pack-words.ts';
import { getPartOverrides, setPartOverrides } from '../../electron/vault/stores/parts.ts';
import { addPerson, changePerson, listPeople } from '../../electron/vault/stores/people.ts';
import { savePage } from '../../electron/vault/stores/pages.ts';
import { getSetting, listSettings, setSetting } from '../../electron/vault/stores/settings.ts';
import { pageOf, reopen, seed, tempVault } from './temp-vault.ts';

async function seeded(texts: readonly string[] = ['Page']) {
  const { vault } = await tempVault();
  const parts = await seed(vault, texts);
  return { vault, db: vault.db, caseId: parts.caseRecord.id, documentId: parts.document.id, ...parts };
}

describe('people and cases', () => {
  it('change, keep the rest, and remember both sides', async () => {
    const { db, caseId, person } = await seeded();
    changePerson(db, person.id, { birthDate: '1970-02-03' });
    expect(listPeople(db)).toMatchObject([{ name: 'Ada Example', birthDate: '1970-02-03' }]);
    changeCase(db, caseId, { planType: 'erisa-self-funded', planState: 'OH', stage: 'first-level' });
    expect(getCase(db, caseId)).toMatchObject({
      name: 'Lumbar MRI',
      planType: 'erisa-self-funded',
      planState: 'OH',
    });
    expect(listHistory(db, { itemId: caseId })[0]).toMatchObject({
      action: 'changed',
      before: { planType: 'unknown' },
      after: { planType: 'erisa-self-funded' },
    });
    const other = addPerson(db, { name: 'Bo Example' });
    expect(listCases(db, { personId: other.id })).toEqual([]);
    expect(() => changeCase(db, caseId, { personId: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(getCase(db, caseId).personId).toBe(person.id);
  });

  it('record the app as the one who did it when it was the app', async () => {
    const { db, caseId } = await seeded();
    setCaseField(db.as('app'), caseId, 'letterDate', '2026-01-02');
    expect(listHistory(db, { caseId, limit: 1 })[0]).toMatchObject({
      actor: 'app',
      area: 'field',
      itemId: 'letterDate',
    });
  });

  it('have a history that nothing alters', async () => {
    const { vault } = await seeded();
    expect(() => vault.db.run("UPDATE history SET actor = 'nobody'")).toThrow('history is final');
  });
});

describe('documents', () => {
  it('keep the kind a person chose when the app reads again', async () => {
    const { db, documentId } = await seeded();
    changeDocument(db, documentId, { kindByPerson: 'claim-file' });
    setDocumentFacts(db, documentId, { kind: 'medical-record', pageCount: 3, date: '2025-05-06' });
    expect(getDocument(db, documentId)).toMatchObject({
      kind: 'claim-file',
      kindFound: 'medical-record',
      pageCount: 3,
      date: '2025-05-06',
    });
    changeDocument(db, documentId, { kindByPerson: null });
    expect(getDocument(db, documentId).kind).toBe('medical-record');
  });

  it('come back from the bin when the same file is added again', async () => {
    const { db, documentId, caseId } = await seeded();
    setDocumentDeleted(db, documentId, true);
    const again = await addDocument(db, { fileName: 'again.pdf', mediaType: 'application/pdf', caseId }, [
      Buffer.from('Page'),
    ]);
    expect(again).toMatchObject({ isNew: false, document: { id: documentId, deletedAt: null } });
  });

  it('leave a case without leaving the vault, and are found by their hash', async () => {
    const { db, documentId, caseId } = await seeded();
    unlinkDocument(db, caseId, documentId);
    expect([listDocuments(db, { caseId }).length, listDocuments(db).length]).toEqual([0, 1]);
    expect(findDocumentBySha256(db, getDocument(db, documentId).sha256)?.id).toBe(documentId);
    expect(findDocumentBySha256(db, 'f'.repeat(64))).toBeNull();
  });

  it('are not stored when the stream breaks off', async () => {
    const { vault, db, caseId } = await seeded();
    async function* broken() {
      yield Buffer.alloc(400_000);
      throw new Error('cut off');
    }
    await expect(addDocument(db, { fileName: 'x', mediaType: 'x', caseId }, broken())).rejects.toThrow(
      'cut off',
    );
    expect(listDocuments(db)).toHaveLength(1);
    expect(vault.connection.prepare('SELECT count(*) FROM original_chunks').pluck().get()).toBe(1);
  });

  it('keep a person’s split, refuse overlaps, and give the split back', async () => {
    const { db, documentId } = await seeded();
    const part = {
      documentId,
      firstPage: 0,
      lastPage: 1,
      kind: 'medical-record',
      date: null,
      author: null,
      patientName: null,
      title: 'Visit',
    } as const;
    setPartOverrides(db, documentId, [{ ...part, firstPage: 2, lastPage: 2 }, part]);
    expect(getPartOverrides(db, documentId)?.map((one) => one.firstPage)).toEqual([0, 2]);
    expect(() => setPartOverrides(db, documentId, [part, { ...part, firstPage: 1 }])).toThrow('overlap');
    setPartOverrides(db, documentId, null);
    expect(getPartOverrides(db, documentId)).toBeNull();
  });
});

describe('imports', () => {
  it('go on where they stopped', async () => {
    const { vault, db, documentId } = await seeded([]);
    queueImport(db, documentId);
    expect(claimImport(db)).toMatchObject({ documentId, state: 'reading', attempts: 1 });
    expect(claimImport(db)).toBeNull();
    setPagesTotal(db, documentId, 3);
    savePage(db, pageOf(documentId, 0, 'One'));
    setPageFailed(db, documentId, 1, 'UNREADABLE');
    const again = await reopen(vault);
    expect(getImport(again.db, documentId)).toMatchObject({
      state: 'queued',
      pagesTotal: 3,
      pagesDone: 1,
      pagesFailed: 1,
    });
    expect(listImportPages(again.db, documentId)).toEqual([
      { pageIndex: 0, state: 'done', problem: null },
      { pageIndex: 1, state: 'failed', problem: 'UNREADABLE' },
    ]);
    expect(claimImport(again.db)).toMatchObject({ attempts: 2 });
    setImportState(again.db, documentId, 'done');
    expect(getDocument(again.db, documentId).importState).toBe('done');
    expect([listImports(again.db, { state: 'done' }).length, requeueInterrupted(again.db)]).toEqual([1, 0]);
    queueImport(again.db, documentId, { fromStart: true });
    expect(listImportPages(again.db, documentId)).toEqual([]);
  });
});

describe('what a person decides and writes', () => {
  it('fields, decisions and own findings', async () => {
    const { db, caseId, documentId } = await seeded();
    setCaseField(db, caseId, 'memberId', { value: 'X1' });
    setCaseField(db, caseId, 'plan', 'P');
    setCaseField(db, caseId, 'plan', undefined);
    expect(getCaseFields(db, caseId)).toEqual({ memberId: { value: 'X1' } });
    decideFinding(db, caseId, 'f1', { verdict: 'accepted' });
    decideFinding(db, caseId, 'f1', { note: 'look again' });
    expect(listDecisions(db, caseId)).toMatchObject([
      { findingId: 'f1', verdict: 'accepted', note: 'look again' },
    ]);
    const span = { documentId, pageIndex: 0, start: 0, end: 4, quote: 'Page' };
    const why = { ruleIds: [], criterion: null, factIds: [], steps: [] };
    const own = addOwnFinding(db, caseId, {
      type: 'fact-mismatch',
      concept: 'dates',
      summary: 'Mine',
      citations: [{ role: 'record', span }],
      why,
      strength: 'fair',
    });
    expect(listOwnFindings(db, caseId)).toEqual([own]);
    setOwnFindingDeleted(db, caseId, own.id, true);
    expect(listOwnFindings(db, caseId)).toEqual([]);
    setOwnFindingDeleted(db, caseId, own.id, false);
    expect(listOwnFindings(db, caseId)).toHaveLength(1);
  });

  it('letters with kept versions', async () => {
    const { db, caseId } = await seeded();
    const { id } = addLetter(db, caseId, {
      kind: 'first-level',
      title: 'Appeal',
      model: { paragraphs: ['a'] },
    });
    expect(keepLetterVersion(db, id, 'exported')).toBe(1);
    changeLetter(db, id, { model: { paragraphs: ['b'] }, sentOn: '2026-02-03' });
    expect(keepLetterVersion(db, id, 'sent')).toBe(2);
    expect(getLetter(db, id)).toMatchObject({
      model: { paragraphs: ['b'] },
      sentOn: '2026-02-03',
      title: 'Appeal',
    });
    expect(listLetterVersions(db, id).map((version) => version.model)).toEqual([
      { paragraphs: ['a'] },
      { paragraphs: ['b'] },
    ]);
    setLetterDeleted(db, id, true);
    expect(listLetters(db, caseId)).toEqual([]);
  });

  it('deadlines, stopped clocks, log, checklist, settings and analyses', async () => {
    const { db, caseId, documentId } = await seeded();
    const deadline = saveDeadline(db, caseId, {
      kind: 'appeal',
      title: 'Appeal',
      dueOn: '2026-05-01',
      basis: { rule: 'r' },
      doneOn: null,
    });
    saveDeadline(db, caseId, { ...deadline, dueOn: '2026-04-01' });
    expect(listDeadlines(db, caseId)).toMatchObject([
      { id: deadline.id, dueOn: '2026-04-01', basis: { rule: 'r' } },
    ]);
    setDeadlineDeleted(db, deadline.id, true);
    expect(listDeadlines(db, caseId)).toEqual([]);
    const tolling = saveTolling(db, caseId, {
      startsOn: '2026-01-01',
      endsOn: null,
      reason: 'claim file asked for',
      basis: null,
    });
    expect(listTollings(db, caseId)).toEqual([tolling]);
    setTollingDeleted(db, tolling.id, true);
    expect(listTollings(db, caseId)).toEqual([]);
    const call = saveLogEntry(db, caseId, {
      kind: 'call',
      happenedAt: '2026-01-02T10:00',
      payload: { who: 'Kim' },
      documentIds: [documentId],
    });
    saveLogEntry(db, caseId, {
      id: call.id,
      kind: 'call',
      happenedAt: '2026-01-02T10:00',
      payload: { who: 'Kim R.' },
    });
    expect(listLog(db, caseId)).toMatchObject([{ payload: { who: 'Kim R.' }, documentIds: [documentId] }]);
    setLogEntryDeleted(db, call.id, true);
    expect(listLog(db, caseId)).toEqual([]);
    setChecklistItem(db, caseId, 'step-1', { state: 'done', note: 'n' });
    setChecklistItem(db, caseId, 'step-1', { state: 'open' });
    expect(listChecklist(db, caseId)).toMatchObject([{ itemId: 'step-1', state: 'open', note: 'n' }]);
    setSetting(db, 'idleMinutes', 5);
    expect([getSetting(db, 'idleMinutes'), getSetting(db, 'none'), listSettings(db)]).toEqual([
      5,
      undefined,
      { idleMinutes: 5 },
    ]);
    expect(getAnalysis(db, caseId)).toBeNull();
    const empty = {
      documents: [],
      denial: null,
      earlierDenials: [],
      policies: [],
      facts: [],
      findings: [],
      gaps: [],
      pleaseCheck: [],
    };
    saveAnalysis(db, caseId, 'hash', empty);
    expect(getAnalysis(db, caseId)).toMatchObject({ inputHash: 'hash', result: empty });
  });

  it('refuses to change an entry through another case', async () => {
    const { db, caseId, person } = await seeded();
    const { addCase } = await import('../../electron/vault/stores/cases.ts');
    const other = addCase(db, { personId: person.id, name: 'Other' });
    const deadline = saveDeadline(db, caseId, {
      kind: 'k',
      title: 't',
      dueOn: '2026-05-01',
      basis: null,
      doneOn: null,
    });
    expect(() => saveDeadline(db, other.id, deadline)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});

describe('packed words', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const word = fc.record({
    gap: fc.nat(300),
    length: fc.nat(60),
    box: fc.tuple(fraction, fraction, fraction, fraction),
    confidence: fraction,
  });

  it('come back with exact offsets and boxes within 1/65535', () => {
    fc.assert(
      fc.property(fc.array(word), (items) => {
        let at = 0;
        const words: Word[] = items.map(({ gap, length, box, confidence }) => {
          const start = at + gap;
          at = start + length;
          return { start, end: at, box, confidence };
        });
        const back = unpackWords(packWords(words));
        expect(back.map(({ start, end }) => [start, end])).toEqual(
          words.map(({ start, end }) => [start, end]),
        );
        for (const [index, one] of back.entries())
          for (const side of [0, 1, 2, 3] as const)
            expect(Math.abs(one.box[side] - (words[index]?.box[side] ?? 9))).toBeLessThan(1 / 65_535);
      }),
    );
  });

  it.each([[[]], [[2]], [[1, 0x80]], [[1, 2, 2, 0, 0]]])('refuse bytes %j', (bytes) => {
    expect(() => unpackWords(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'VAULT_DAMAGED' }),
    );
  });
});
