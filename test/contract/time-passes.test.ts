/** The app runs on while time jumps: asleep over a deadline, a clock put forward and back, midnight. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';

let day = '2026-03-10';
let test: TestApp;
let caseId: string;

beforeAll(async () => {
  test = await startTestApp(() => day);
  await test.client.vault.create({ passphrase: testPassphrase });
  caseId = (await test.client.cases.create({ title: 'Time' })).id;
  await test.client.cases.update({ caseId, planType: 'medicaid-managed-care' });
  // The letter is of March 2: 60 days from the date on the notice end on May 1.
  await test.client.cases.correctField({ caseId, name: 'letterDate', value: '2026-03-02' });
}, 60_000);
afterAll(() => test.close());

const first = async () => (await test.client.track.deadlines({ caseId }))[0];
const said = async () => (await test.client.track.reminders()).map((each) => each.daysLeft);

describe('an app that runs while time passes', () => {
  it('counts anew at midnight without being asked to', async () => {
    expect(await first()).toMatchObject({ keepDay: '2026-05-01', daysLeft: 52, state: 'open' });
    day = '2026-03-11';
    expect(await first()).toMatchObject({ keepDay: '2026-05-01', daysLeft: 51 });
    expect((await test.client.cases.list())[0]?.nextDeadline?.daysLeft).toBe(51);
  });

  it('says on wake what ran out while the machine slept, and once', async () => {
    day = '2026-04-20';
    expect(await said()).toEqual([11]);
    day = '2026-05-02';
    expect(await first()).toMatchObject({ state: 'overdue', daysLeft: -1 });
    expect((await first())?.warnings[0]).toContain('File anyway');
    expect(await said()).toEqual([-1]);
    expect(await said()).toEqual([]);
  });

  it('is right again when a clock that ran ahead is put back, and reminds again', async () => {
    day = '2026-04-20';
    expect(await first()).toMatchObject({ state: 'soon', daysLeft: 11 });
    day = '2026-04-22';
    expect(await said()).toEqual([9]);
    day = '2026-05-02';
    // Shown that day already, by a clock that was right then.
    expect(await said()).toEqual([]);
    day = '2026-05-03';
    expect(await said()).toEqual([-2]);
  });

  it('moves the events of a calendar that was exported before, and takes away what is done', async () => {
    day = '2026-04-20';
    const bytes = async () => {
      const { downloadId } = await test.client.track.calendar({ caseId });
      const { bytePaths } = await import('../../shared/api/contract.ts');
      const reply = await test.app.handle(new Request(`http://test${bytePaths.download(downloadId)}`));
      return reply.text();
    };
    expect(await bytes()).toMatch(/SEQUENCE:0\r\nSTATUS:CONFIRMED/);
    await test.client.cases.correctField({ caseId, name: 'letterDate', value: '2026-03-05' });
    expect(await bytes()).toMatch(/SEQUENCE:1\r\nSTATUS:CONFIRMED[\s\S]*DTSTART;VALUE=DATE:20260504/);
  });
});
