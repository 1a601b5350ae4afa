/** Clocks and the paper trail through the contract, with a real vault: from a letter to countdown, calendar, log and exports. */
import ICAL from 'ical.js';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytePaths } from '../../shared/api/contract.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';

const denial = `HARBORLIGHT HEALTH PLAN
Utilization Management
PO Box 100, Columbus, OH 43215

March 2, 2026

Member: Dana Example
Member ID: HLP 555 0101
Reference number: UM-2026-771

RE: Notice of adverse benefit determination
Service requested: MRI lumbar spine without contrast (CPT 72148)
Date of request: February 20, 2026
Diagnosis: M54.16

We have denied the request for this service. It is not medically necessary.
We did not receive the physical therapy notes.

You may appeal this decision within 180 days of receiving this notice.
Reviewed by: Alex Sample, MD, Internal Medicine
`;
const uphold = `HARBORLIGHT HEALTH PLAN
Appeals Department
PO Box 100, Columbus, OH 43215

April 30, 2026

Member: Dana Example
Member ID: HLP 555 0101
Reference number: UM-2026-771

RE: Decision on your appeal: denial upheld
Service requested: MRI lumbar spine without contrast (CPT 72148)

We have reviewed your appeal. The denial is upheld because the service is not medically necessary.
You may ask for external review.
`;

const blank = {
  id: null,
  number: null,
  personName: null,
  personId: null,
  reference: null,
  said: null,
  promised: null,
  followUpOn: null,
  certifiedNumber: null,
  sentOn: null,
  deliveredOn: null,
  pagesSent: null,
  pagesConfirmed: null,
  outcome: null,
  documentIds: [],
};

let test: TestApp;
let caseId: string;

async function add(name: string, text: string): Promise<void> {
  const uploadId = await test.upload(name, Buffer.from(text));
  await test.client.documents.add({ caseId, uploadIds: [uploadId] });
  await test.settle(caseId);
}
async function bytesOf(download: { downloadId: string }): Promise<Uint8Array> {
  const reply = await test.app.handle(new Request(`http://test${bytePaths.download(download.downloadId)}`));
  expect(reply.status).toBe(200);
  return new Uint8Array(await reply.arrayBuffer());
}

/** The words of a PDF, page after page, read by another program than the one that wrote it. */
async function pdfText(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages.join('\n');
}

beforeAll(async () => {
  test = await startTestApp('2026-03-10');
  await test.client.vault.create({ passphrase: testPassphrase });
  caseId = (await test.client.cases.create({ title: 'Back MRI' })).id;
  await add('denial.txt', denial);
}, 60_000);
afterAll(() => test.close());

describe('clocks and the paper trail', () => {
  it('shows the shortest safe date while the kind of plan is unknown, and asks', async () => {
    const [first] = await test.client.track.deadlines({ caseId });
    expect(first).toMatchObject({ whose: 'patient', lastDay: null, keepDay: '2026-05-01', daysLeft: 52 });
    const { questions } = await test.client.cases.sheet({ caseId });
    expect(questions[0]?.id).toBe('plan-source');
  });

  it('finds the plan type by a few answers, and the clock follows', async () => {
    await test.client.cases.answer({ caseId, questionId: 'plan-source', value: 'employer' });
    await test.client.cases.answer({ caseId, questionId: 'employer-kind', value: 'private' });
    await test.client.cases.answer({ caseId, questionId: 'grandfathered', value: 'no' });
    const sheet = await test.client.cases.answer({ caseId, questionId: 'funding', value: 'employer' });
    expect(sheet.planType).toBe('erisa-self-funded');
    expect(sheet.questions.map((each) => each.id)).not.toContain('funding');
    await test.client.cases.correctField({ caseId, name: 'receivedDate', value: '2026-03-06' });
    const [appeal] = await test.client.track.deadlines({ caseId });
    expect(appeal).toMatchObject({
      event: 'internal-appeal-level1',
      lastDay: '2026-09-02',
      keepDay: '2026-09-02',
      printedDay: '2026-09-02',
      aimDay: '2026-08-23',
      state: 'open',
      mark: 'V',
      citation: '29 CFR 2560.503-1(h)(3)(i)',
    });
    expect((await test.client.cases.list())[0]?.nextDeadline).toMatchObject({ keepDay: '2026-09-02' });
  });

  it('logs a call and a fax, tidied, and takes them back', async () => {
    const call = await test.client.track.saveLogEntry({
      caseId,
      entry: {
        ...blank,
        kind: 'call',
        at: '2026-03-09T10:15',
        personName: '  Kim ',
        reference: 'C-1',
        promised: 'Will send the file',
      },
    });
    expect(call).toMatchObject({ personName: 'Kim', followUpOn: '2026-03-16' });
    const fax = await test.client.track.saveLogEntry({
      caseId,
      entry: { ...blank, kind: 'fax', at: '2026-02-27T09:00', pagesSent: 12, pagesConfirmed: 12 },
    });
    await test.client.track.removeLogEntry({ caseId, entryId: fax.id });
    expect(await test.client.track.log({ caseId })).toHaveLength(1);
    await test.client.track.restoreLogEntry({ caseId, entryId: fax.id });
    expect(await test.client.track.log({ caseId })).toHaveLength(2);
    await expect(
      test.client.track.saveLogEntry({
        caseId,
        entry: { ...blank, kind: 'mail', at: '2026-03-09', sentOn: '2026-03-09', deliveredOn: '2026-03-01' },
      }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('marks that the letter misses records which the log shows as faxed before it', async () => {
    const items = await test.client.track.chronology({ caseId });
    const decision = items.find((each) => each.kind === 'decision');
    expect(decision?.warning).toMatch(/12 pages sent by fax/);
    expect(items.map((each) => each.at)).toEqual(items.map((each) => each.at).toSorted());
  });

  it('moves clocks and checklist when the appeal is mailed', async () => {
    const before = await test.client.track.checklist({ caseId });
    expect(before.find((each) => each.id === 'written-appeal')).toMatchObject({
      state: 'open',
      dueDay: '2026-09-02',
    });
    await test.client.track.saveLogEntry({
      caseId,
      entry: {
        ...blank,
        kind: 'mail',
        at: '2026-03-10',
        sentOn: '2026-03-10',
        deliveredOn: '2026-03-10',
        certifiedNumber: '9414711899562447531514',
        about: 'first-level-appeal',
      },
    });
    const after = await test.client.track.checklist({ caseId });
    expect(after.find((each) => each.id === 'written-appeal')?.state).toBe('done');
    expect(after.find((each) => each.id === 'state-complaint')?.state).toBe('not-applicable');
    const plan = (await test.client.track.deadlines({ caseId })).find(
      (each) => each.whose === 'plan' && each.state !== 'done',
    );
    // Not told whether the scan was done: the longer clock.
    expect(plan).toMatchObject({
      event: 'plan-appeal-decision-postservice-one-level',
      lastDay: '2026-05-09',
    });
    await test.client.cases.answer({ caseId, questionId: 'timing', value: 'preservice' });
    const shorter = (await test.client.track.deadlines({ caseId })).find((each) => each.id === plan?.id);
    expect(shorter).toMatchObject({
      lastDay: '2026-04-09',
      event: 'plan-appeal-decision-preservice-one-level',
    });
  });

  it('keeps a step marked by hand', async () => {
    const steps = await test.client.track.markStep({ caseId, stepId: 'peer-to-peer', done: true });
    expect(steps.find((each) => each.id === 'peer-to-peer')).toMatchObject({ state: 'done' });
  });

  it('leaves time on hold out of the plan’s clock', async () => {
    const entry = await test.client.track.saveTolling({
      caseId,
      entry: {
        id: null,
        startsOn: '2026-03-20',
        endsOn: '2026-03-24',
        reason: 'Waited for my answer to new evidence',
        whose: 'plan',
        kind: 'new-evidence',
      },
    });
    const held = (await test.client.track.deadlines({ caseId })).find((each) =>
      each.id.startsWith('plan-appeal.'),
    );
    expect(held?.lastDay).toBe('2026-04-14');
    await test.client.track.removeTolling({ caseId, entryId: entry.id });
    expect(await test.client.track.tollings({ caseId })).toEqual([]);
    await test.client.track.restoreTolling({ caseId, entryId: entry.id });
    expect(await test.client.track.tollings({ caseId })).toMatchObject([{ kind: 'new-evidence' }]);
    await test.client.track.removeTolling({ caseId, entryId: entry.id });
    const offered = await test.client.track.tollingRules({ caseId });
    expect(offered.map((each) => each.kind)).toEqual(['information', 'new-evidence', 'disaster', 'other']);
  });

  it('gives a calendar that another program reads, and moves its events at the next export', async () => {
    const read = async () => {
      const bytes = await bytesOf(await test.client.track.calendar({ caseId }));
      const calendar = new ICAL.Component(ICAL.parse(Buffer.from(bytes).toString('utf8')));
      return calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    };
    const first = await read();
    const plan = first.find((each) => each.summary.includes('Decide the appeal'));
    expect(plan?.startDate.toString()).toBe('2026-04-09');
    expect(plan?.startDate.isDate).toBe(true);
    await test.client.cases.answer({ caseId, questionId: 'levels', value: '2' });
    const second = (await read()).find((each) => each.uid === plan?.uid);
    expect(second?.startDate.toString()).toBe('2026-03-25');
    expect(second?.sequence).toBe((plan?.sequence ?? 0) + 1);
    await test.client.cases.answer({ caseId, questionId: 'levels', value: '1' });
  });

  it('exports the chronology as a table for Word and for spreadsheets', async () => {
    const csv = Buffer.from(
      await bytesOf(await test.client.track.exportChronology({ caseId, format: 'csv' })),
    ).toString('utf8');
    expect(csv).toMatch(/^\uFEFFDate,Time,Kind/);
    expect(csv).toContain('9414 7118 9956 2447 5315 14');
    const docx = await bytesOf(await test.client.track.exportChronology({ caseId, format: 'docx' }));
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(docx) });
    expect(value).toContain('The plan denies the scan');
  });

  it('puts one call on paper, then another, each with its own facts', async () => {
    const first = (await test.client.track.log({ caseId })).find((each) => each.kind === 'call');
    const second = await test.client.track.saveLogEntry({
      caseId,
      entry: { ...blank, kind: 'call', at: '2026-03-10T09:30', personName: 'Lee', reference: 'C-2' },
    });
    const words = async () => {
      const { model } = await test.client.letters.draft({ caseId, kind: 'call-follow-up' });
      return JSON.stringify(model.blocks);
    };
    expect(await test.client.track.entryLetter({ caseId, entryId: first?.id ?? '' })).toEqual({
      kind: 'call-follow-up',
    });
    expect(await words()).toMatch(/Kim.*C-1/);
    const { model } = await test.client.letters.draft({ caseId, kind: 'call-follow-up' });
    await test.client.letters.save({ caseId, model: { ...model, title: 'Edited by hand' } });
    // The same call again keeps what was written by hand; another call sets it aside.
    await test.client.track.entryLetter({ caseId, entryId: first?.id ?? '' });
    expect((await test.client.letters.draft({ caseId, kind: 'call-follow-up' })).model.title).toBe(
      'Edited by hand',
    );
    await test.client.track.entryLetter({ caseId, entryId: second.id });
    expect(await words()).toMatch(/Lee.*C-2/);
    expect(await words()).not.toContain('Kim');
    await test.client.track.removeLogEntry({ caseId, entryId: second.id });
  });

  it('proves the delivery of the one mailing it was asked about, and has no letter for a note', async () => {
    const log = await test.client.track.log({ caseId });
    const mail = log.find((each) => each.kind === 'mail');
    expect(await test.client.track.entryLetter({ caseId, entryId: mail?.id ?? '' })).toEqual({
      kind: 'proof-of-delivery',
    });
    const { model } = await test.client.letters.draft({ caseId, kind: 'proof-of-delivery' });
    expect(model.blocks.find((each) => each.table)?.table?.rows).toHaveLength(1);
    const note = await test.client.track.saveLogEntry({
      caseId,
      entry: { ...blank, kind: 'note', at: '2026-03-10T09:40', said: 'Privately: I am afraid.' },
    });
    await expect(test.client.track.entryLetter({ caseId, entryId: note.id })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(test.client.track.entryLetter({ caseId, entryId: 'gone' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('stamps the chronology as an exhibit, without notes, clocks and advice, alone and behind the others', async () => {
    const alone = await test.client.track.exportChronology({ caseId, format: 'exhibit' });
    const text = await pdfText(await bytesOf(alone));
    expect(alone.fileName).toMatch(/exhibit [A-Z]\.pdf$/);
    const letter = /exhibit ([A-Z])\.pdf$/.exec(alone.fileName)?.[1] ?? '';
    expect(text).toContain(`EXHIBIT ${letter}`);
    expect(text).toContain(`EX-${letter} 0001`);
    expect(text).toContain('The plan denies the scan');
    expect(text).toMatch(/Kim/);
    expect(text).not.toContain('afraid');
    expect(text).not.toContain('Date to keep');
    expect(text).not.toContain('Without a name');
    const packet = await pdfText(
      await bytesOf(await test.client.track.exportChronology({ caseId, format: 'packet' })),
    );
    expect(packet).toContain('EX-A 0001');
    expect(packet).toContain(`EX-${letter} 0001`);
  });

  it('says what looks wrong about an entry', async () => {
    const log = await test.client.track.log({ caseId });
    expect(log.find((each) => each.kind === 'mail')?.warnings).toEqual([]);
    const typo = await test.client.track.saveLogEntry({
      caseId,
      entry: {
        ...blank,
        kind: 'mail',
        at: '2026-03-10',
        sentOn: '2026-03-10',
        certifiedNumber: '9414711899562447531515',
      },
    });
    const after = await test.client.track.log({ caseId });
    expect(after.find((each) => each.id === typo.id)?.warnings).toEqual([
      'The last digit does not fit the number: compare it with the receipt.',
    ]);
    await test.client.track.removeLogEntry({ caseId, entryId: typo.id });
  });

  it('reminds once of what is due', async () => {
    const first = await test.client.track.reminders();
    const again = await test.client.track.reminders();
    expect(first.length).toBeGreaterThan(0);
    expect(again).toEqual([]);
    await test.client.system.saveSettings({ remindersOn: false });
    expect(await test.client.track.reminders()).toEqual([]);
    await test.client.system.saveSettings({ remindersOn: true });
  });

  it('goes on to external review when the plan upholds its denial', async () => {
    await add('uphold.txt', uphold);
    const deadlines = await test.client.track.deadlines({ caseId });
    const external = deadlines.find((each) => each.event === 'external-review-request');
    expect(external).toMatchObject({ whose: 'patient', state: 'open' });
    expect(deadlines.find((each) => each.event === 'internal-appeal-level1')?.state).toBe('done');
    const advice = await test.client.track.advice({ caseId });
    expect(advice.map((each) => each.id)).toContain('clock-runs');
  });

  it('keeps everything over locking and opening', async () => {
    const before = await test.client.track.log({ caseId });
    await test.client.vault.lock();
    await expect(test.client.track.log({ caseId })).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await test.client.vault.open({ passphrase: testPassphrase });
    expect(await test.client.track.log({ caseId })).toEqual(before);
  });
});
