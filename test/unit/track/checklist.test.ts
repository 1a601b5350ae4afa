/** The seven audit steps: what moves each of them, and when one does not apply. */
import { describe, expect, it } from 'vitest';
import { planTypes } from '../../../shared/domain/kinds.ts';
import { caseDeadlines } from '../../../shared/track/case-deadlines.ts';
import { checklist, type ChecklistInput } from '../../../shared/track/checklist.ts';
import type { TrackSituation } from '../../../shared/track/situation.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import { decision, entry, situation } from './build.ts';

const rules = loadDeadlineRules();
function steps(fields: Partial<TrackSituation>, more: Partial<ChecklistInput> = {}) {
  const at = situation(fields);
  const list = checklist({
    situation: at,
    deadlines: caseDeadlines(at, rules),
    reasons: ['MN'],
    codes: 'unknown',
    marks: {},
    ...more,
  });
  return Object.fromEntries(list.map((each) => [each.id, each]));
}
const mailed = (about: NonNullable<ReturnType<typeof entry>['about']>, sentOn: string) =>
  entry({ id: about, kind: 'mail', at: sentOn, sentOn, deliveredOn: sentOn, about });

describe('the checklist', () => {
  it('has seven steps, all with a reason, for every plan type', () => {
    for (const planType of planTypes) {
      const list = Object.values(steps({ planType }));
      expect(list).toHaveLength(7);
      for (const step of list) expect(step.because.length).toBeGreaterThan(10);
    }
  });

  it('follows the claim file from asking over waiting to having it', () => {
    expect(steps({})['claim-file']).toMatchObject({ state: 'open', letterKind: 'claim-file-request' });
    const log = [mailed('claim-file-request', '2026-03-05')];
    expect(steps({ log })['claim-file']).toMatchObject({
      state: 'open',
      letterKind: 'call-follow-up',
      dueDay: '2026-04-04',
    });
    expect(steps({ log, now: '2026-04-05T09:00' })['claim-file']).toMatchObject({ state: 'overdue' });
    expect(steps({ log, papers: { 'claim-file': 1 } })['claim-file']).toMatchObject({ state: 'done' });
  });

  it('asks for no policy where the denial rests on none', () => {
    expect(steps({}, { reasons: ['OON'] })['policy-bulletin']?.state).toBe('not-applicable');
    expect(steps({}, { reasons: ['OON', 'MN'] })['policy-bulletin']?.state).toBe('open');
    expect(steps({ papers: { 'clinical-policy': 1 } })['policy-bulletin']?.state).toBe('done');
  });

  it('checks the codes by what the comparison gave', () => {
    expect(steps({}, { codes: 'agree' })['cpt-check']?.state).toBe('done');
    expect(steps({}, { codes: 'differ' })['cpt-check']).toMatchObject({
      state: 'open',
      letterKind: 'doctor-letter',
    });
    expect(steps({}, { codes: 'unknown' })['cpt-check']?.state).toBe('open');
  });

  it('knows a peer-to-peer talk that was planned, held or never wrote its outcome', () => {
    const talk = (fields: Parameters<typeof entry>[0]) =>
      steps({ log: [entry({ kind: 'peer-to-peer', ...fields })] })['peer-to-peer']?.state;
    expect(steps({})['peer-to-peer']?.state).toBe('open');
    expect(talk({ followUpOn: '2026-03-12' })).toBe('open');
    expect(talk({ followUpOn: '2026-03-09' })).toBe('overdue');
    expect(talk({ outcome: 'upheld' })).toBe('done');
    expect(steps({ planType: 'original-medicare' })['peer-to-peer']?.state).toBe('not-applicable');
  });

  it('follows the appeal and then external review with their days', () => {
    expect(steps({})['written-appeal']).toMatchObject({
      state: 'open',
      dueDay: '2026-08-29',
      letterKind: 'first-level-appeal',
    });
    expect(steps({ now: '2026-09-01T09:00' })['written-appeal']).toMatchObject({ state: 'overdue' });
    expect(steps({ urgent: true })['written-appeal']?.letterKind).toBe('expedited-appeal');
    const log = [mailed('first-level-appeal', '2026-03-09')];
    expect(steps({ log })['written-appeal']?.state).toBe('done');
    expect(steps({ log })['external-review']).toMatchObject({ state: 'open', dueDay: null });
    const decisions = [decision(), decision({ id: 'd2', letterDate: '2026-05-04' })];
    expect(steps({ log, decisions, levels: 1 })['written-appeal']?.state).toBe('done');
    expect(steps({ log, decisions, levels: 1 })['external-review']).toMatchObject({
      state: 'open',
      dueDay: '2026-09-04',
      letterKind: 'external-review',
    });
    expect(steps({ log, decisions, levels: 2 })['written-appeal']).toMatchObject({
      state: 'open',
      letterKind: 'second-level-appeal',
    });
  });

  it('offers external review when the plan has missed its clock', () => {
    const log = [mailed('first-level-appeal', '2026-03-09')];
    expect(steps({ log, timing: 'preservice', now: '2026-05-01T09:00' })['external-review']).toMatchObject({
      state: 'open',
      letterKind: 'external-review',
    });
  });

  it.each([
    ['erisa-self-funded', 'state-complaint', 'not-applicable'],
    ['medicare-advantage', 'state-complaint', 'not-applicable'],
    ['tricare', 'state-complaint', 'not-applicable'],
    ['erisa-insured', 'state-complaint', 'open'],
    ['aca-individual', 'state-complaint', 'open'],
    ['grandfathered', 'external-review', 'not-applicable'],
    ['short-term', 'external-review', 'not-applicable'],
    ['medicare-advantage', 'external-review', 'not-applicable'],
    ['fehb', 'external-review', 'open'],
  ] as const)('%s: %s is %s', (planType, id, state) => {
    expect(steps({ planType })[id]?.state).toBe(state);
  });

  it('believes the person’s own mark, both ways', () => {
    expect(steps({}, { marks: { 'claim-file': 'done' } })['claim-file']).toMatchObject({ state: 'done' });
    expect(
      steps({ papers: { 'claim-file': 1 } }, { marks: { 'claim-file': 'open' } })['claim-file'],
    ).toMatchObject({ state: 'open' });
  });
});
