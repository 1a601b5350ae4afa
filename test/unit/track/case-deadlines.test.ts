/** The clocks of whole cases: what is due next and for whom, by plan type and by how far the case has come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTypes } from '../../../shared/domain/kinds.ts';
import type { LetterKind } from '../../../shared/domain/letter.ts';
import type { CaseDeadline } from '../../../shared/domain/track.ts';
import { caseDeadlines } from '../../../shared/track/case-deadlines.ts';
import type { TrackSituation } from '../../../shared/track/situation.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import { decision, entry, situation } from './build.ts';

const rules = loadDeadlineRules();
const of = (fields: Partial<TrackSituation>) => caseDeadlines(situation(fields), rules);
const find = (list: readonly CaseDeadline[], event: string) => list.find((each) => each.event === event);
const mailed = (about: LetterKind, sentOn: string, deliveredOn: string | null = sentOn, id = about) =>
  entry({ id, kind: 'mail', at: sentOn, sentOn, deliveredOn, about });
const upheld = decision({ id: 'd2', documentId: 'd2', letterDate: '2026-05-04' });
const third = decision({ id: 'd3', documentId: 'd3', letterDate: '2026-08-03' });

describe('the patient’s clocks', () => {
  it.each([
    // plan type, after how many decisions, event, day to keep
    ['erisa-self-funded', 1, 'internal-appeal-level1', '2026-08-29'],
    ['erisa-insured', 1, 'internal-appeal-level1', '2026-08-29'],
    ['grandfathered', 1, 'internal-appeal-level1', '2026-08-29'],
    ['aca-individual', 1, 'internal-appeal-level1', '2026-08-29'],
    ['church', 1, 'internal-appeal-level1', '2026-08-29'],
    ['non-federal-government', 1, 'internal-appeal-level1', '2026-08-29'],
    ['medicare-advantage', 1, 'internal-appeal-level1', '2026-05-06'],
    ['original-medicare', 1, 'internal-appeal-level1', '2026-07-05'],
    ['medicaid-managed-care', 1, 'internal-appeal-level1', '2026-05-01'],
    ['medicaid-fee-for-service', 1, 'internal-appeal-level1', '2026-05-31'],
    ['fehb', 1, 'internal-appeal-level1', '2026-09-02'],
    ['pshb', 1, 'internal-appeal-level1', '2026-09-02'],
    ['tricare', 1, 'internal-appeal-level1', '2026-05-31'],
    ['short-term', 1, 'internal-appeal-level1', null],
    ['unknown', 1, 'internal-appeal-level1', '2026-05-01'],
    ['erisa-self-funded', 2, 'external-review-request', '2026-09-04'],
    ['erisa-self-funded', 2, 'internal-appeal-level2', '2026-07-03'],
    ['erisa-insured', 2, 'external-review-request', '2026-09-01'],
    ['church', 2, 'external-review-request', '2026-09-01'],
    ['grandfathered', 2, 'external-review-request', null],
    ['aca-individual', 2, 'external-review-request', '2026-09-01'],
    ['medicare-advantage', 2, 'external-review-request', null],
    ['original-medicare', 2, 'qic-reconsideration-request', '2026-11-05'],
    ['medicaid-managed-care', 2, 'state-fair-hearing-request', '2026-08-02'],
    ['fehb', 2, 'opm-review-request', '2026-08-02'],
    ['tricare', 2, 'tqmc-reconsideration-request', '2026-08-02'],
    ['unknown', 2, 'external-review-request', '2026-07-03'],
    ['original-medicare', 3, 'omha-hearing-request', '2026-10-07'],
    ['medicare-advantage', 3, 'omha-hearing-request', '2026-10-07'],
    ['tricare', 3, 'hearing-request', '2026-10-02'],
    ['erisa-self-funded', 3, 'external-review-request', '2026-12-03'],
  ] as const)('%s after %i decision(s): %s by %s', (planType, count, event, keepDay) => {
    const decisions = [decision(), upheld, third].slice(0, count);
    const now = decisions.at(-1)?.letterDate ?? '';
    const open = of({ planType, decisions, now }).filter(
      (each) => each.whose === 'patient' && each.state !== 'done',
    );
    expect(find(open, event)).toMatchObject({ keepDay });
    for (const each of open)
      if (each.keepDay && each.lastDay) expect(each.keepDay <= each.lastDay).toBe(true);
  });

  it('counts from receipt where the rule does, and says so where receipt is not known', () => {
    const known = find(
      of({ decisions: [decision({ receivedDate: '2026-03-06' })] }),
      'internal-appeal-level1',
    );
    expect(known).toMatchObject({ lastDay: '2026-09-02', keepDay: '2026-09-02', aimDay: '2026-08-23' });
    const unknown = find(of({}), 'internal-appeal-level1');
    expect(unknown?.warnings.join(' ')).toMatch(/Counted from the date on the letter/);
  });

  it('shows both the letter’s date and the computed one, and keeps the earlier', () => {
    const short = find(of({ decisions: [decision({ statedAppealDays: 60 })] }), 'internal-appeal-level1');
    expect(short).toMatchObject({ lastDay: '2026-08-29', printedDay: '2026-05-01', keepDay: '2026-05-01' });
    expect(short?.warnings.join(' ')).toMatch(/gives 60 days; the rule gives 180/);
    const long = find(
      of({ planType: 'medicaid-managed-care', decisions: [decision({ statedAppealDays: 90 })] }),
      'internal-appeal-level1',
    );
    expect(long).toMatchObject({ printedDay: '2026-05-31', keepDay: '2026-05-01' });
    const notice = find(
      of({ planType: 'medicare-advantage', decisions: [decision({ statedAppealDays: 65 })] }),
      'internal-appeal-level1',
    );
    expect(notice).toMatchObject({ printedDay: '2026-05-06', keepDay: '2026-05-06' });
    expect(notice?.warnings.join(' ')).not.toMatch(/gives 65 days/);
  });

  it('takes the earliest date of the plan types that are still possible', () => {
    const narrowed = find(
      of({ planType: 'unknown', candidates: ['erisa-self-funded', 'erisa-insured'] }),
      'internal-appeal-level1',
    );
    expect(narrowed).toMatchObject({ lastDay: null, keepDay: '2026-08-29' });
    const open = find(
      of({ planType: 'unknown', candidates: ['aca-individual', 'short-term'] }),
      'internal-appeal-level1',
    );
    expect(open).toMatchObject({ keepDay: '2026-05-01' });
  });

  it('never invents a date for a short-term policy', () => {
    const deadlines = of({ planType: 'short-term' });
    expect(deadlines.every((each) => each.lastDay === null && each.keepDay === null)).toBe(true);
    expect(deadlines[0]?.warnings.join(' ')).toMatch(/read the policy/i);
    const printed = of({ planType: 'short-term', decisions: [decision({ statedAppealDays: 45 })] });
    expect(printed[0]).toMatchObject({ lastDay: null, keepDay: '2026-04-16' });
  });

  it('asks for the date of the letter instead of guessing', () => {
    const [first] = of({ decisions: [decision({ letterDate: null })] });
    expect(first).toMatchObject({ lastDay: null, keepDay: null, state: 'open' });
    expect(first?.warnings.join(' ')).toMatch(/date on the letter/);
  });

  it('is soon two weeks before, overdue after, and says to file anyway', () => {
    const at = (now: string) => find(of({ now }), 'internal-appeal-level1');
    expect(at('2026-08-14T09:00')).toMatchObject({ state: 'open', daysLeft: 15 });
    expect(at('2026-08-15T09:00')).toMatchObject({ state: 'soon', daysLeft: 14 });
    expect(at('2026-08-29T23:59')).toMatchObject({ state: 'soon', daysLeft: 0 });
    const over = at('2026-08-30T00:00');
    expect(over).toMatchObject({ state: 'overdue', daysLeft: -1 });
    expect(over?.warnings[0]).toMatch(/File anyway/);
  });

  it('says that the last day is still to come when only the cautious one has passed', () => {
    const [first] = of({
      planType: 'erisa-insured',
      decisions: [decision(), upheld],
      levels: 1,
      now: '2026-09-02T09:00',
    });
    expect(first).toMatchObject({
      event: 'external-review-request',
      state: 'overdue',
      keepDay: '2026-09-01',
      lastDay: '2026-09-04',
    });
    expect(first?.warnings[0]).toMatch(/2026-09-04: send it today/);
  });

  it('is done when the appeal was sent, and says when that was late', () => {
    const sent = find(of({ log: [mailed('first-level-appeal', '2026-03-09')] }), 'internal-appeal-level1');
    expect(sent?.state).toBe('done');
    const marked = find(
      of({ sentLetters: [{ kind: 'first-level-appeal', sentOn: '2026-03-09' }] }),
      'internal-appeal-level1',
    );
    expect(marked?.state).toBe('done');
    const late = find(of({ log: [mailed('first-level-appeal', '2026-09-09')] }), 'internal-appeal-level1');
    expect(late?.warnings.join(' ')).toMatch(/sent after the last day/);
  });

  it('is not done by a call or a peer-to-peer talk, but an urgent appeal can be asked for by phone', () => {
    const call = entry({ about: 'first-level-appeal' });
    const talk = entry({ kind: 'peer-to-peer', about: 'peer-to-peer-request', outcome: 'upheld' });
    expect(find(of({ log: [call, talk] }), 'internal-appeal-level1')?.state).not.toBe('done');
    const urgent = entry({ at: '2026-03-09T10:00', about: 'expedited-appeal' });
    expect(find(of({ log: [urgent] }), 'internal-appeal-level1')?.state).toBe('done');
  });

  it('covers the state process where a church or government plan may be insured', () => {
    const decisions = [decision(), decision({ id: 'd2', letterDate: '2026-07-02' })];
    const church = find(of({ planType: 'church', state: 'NC', decisions }), 'external-review-request');
    expect(church).toMatchObject({ lastDay: '2026-11-02', keepDay: '2026-10-30' });
    const federal = find(
      of({ planType: 'church', state: 'NC', externalProcess: 'federal', decisions }),
      'external-review-request',
    );
    expect(federal).toMatchObject({ keepDay: '2026-11-02' });
  });
});

describe('the plan’s clocks', () => {
  it.each([
    ['erisa-self-funded', 'preservice', null, '2026-04-09'],
    ['erisa-self-funded', 'postservice', null, '2026-05-09'],
    ['erisa-self-funded', 'preservice', 2, '2026-03-25'],
    ['erisa-self-funded', 'postservice', 2, '2026-04-09'],
    ['aca-individual', 'preservice', 2, '2026-04-09'],
    ['medicare-advantage', 'preservice', null, '2026-04-09'],
    ['medicare-advantage', 'postservice', null, '2026-05-09'],
    ['original-medicare', 'postservice', null, '2026-05-09'],
    ['medicaid-managed-care', 'preservice', null, '2026-04-09'],
    ['fehb', 'preservice', null, '2026-04-09'],
  ] as const)('%s %s, %s levels: decides an appeal by %s', (planType, timing, levels, lastDay) => {
    const log = [mailed('first-level-appeal', '2026-03-08', '2026-03-10')];
    const clock = of({ planType, timing, levels, log }).find((each) => each.id.startsWith('plan-appeal.'));
    expect(clock).toMatchObject({
      whose: 'plan',
      lastDay,
      keepDay: lastDay,
      state: expect.stringMatching(/open|soon/),
    });
  });

  it('keeps the minute of an urgent appeal', () => {
    const log = [entry({ kind: 'fax', at: '2026-03-09T16:20', about: 'expedited-appeal' })];
    const clock = (now: string) => of({ log, now }).find((each) => each.id.startsWith('plan-appeal.'));
    expect(clock('2026-03-10T12:00')).toMatchObject({
      lastDay: '2026-03-12T16:20',
      hoursLeft: 52,
      state: 'soon',
    });
    expect(clock('2026-03-12T16:20')?.state).toBe('soon');
    expect(clock('2026-03-12T16:21')).toMatchObject({ state: 'overdue', hoursLeft: -1 });
  });

  it('says what a missed clock lets one do, and never that the scan is approved', () => {
    const log = [mailed('first-level-appeal', '2026-03-10')];
    for (const planType of planTypes) {
      const clock = of({ planType, log, timing: 'preservice', now: '2026-12-01T09:00' }).find((each) =>
        each.id.startsWith('plan-appeal.'),
      );
      if (!clock) continue;
      expect([planType, clock.state]).toEqual([planType, 'overdue']);
      expect((clock.consequence ?? '').replace('does not mean that the scan is approved', '')).not.toMatch(
        /approved|you win/i,
      );
    }
    const erisa = of({ log, timing: 'preservice', now: '2026-04-10T00:00' }).find((each) =>
      each.id.startsWith('plan-appeal.'),
    );
    expect(erisa?.consequence).toMatch(/straight to external review or court/);
    const grandfathered = of({
      planType: 'grandfathered',
      log,
      timing: 'preservice',
      now: '2026-04-10T00:00',
    }).find((each) => each.id.startsWith('plan-appeal.'));
    expect(grandfathered?.consequence).not.toMatch(/external review/);
  });

  it('does not call a plan late on the day itself, nor before a letter can have arrived', () => {
    const log = [mailed('first-level-appeal', '2026-03-10', null)];
    const clock = (now: string) =>
      of({ log, timing: 'preservice', now }).find((each) => each.id.startsWith('plan-appeal.'));
    expect(clock('2026-04-10T00:01')?.state).toBe('soon');
    expect(clock('2026-04-14T23:59')?.state).toBe('soon');
    expect(clock('2026-04-15T00:00')?.state).toBe('overdue');
    expect(clock('2026-04-15T00:00')?.warnings.join(' ')).toMatch(/delivery is not proved/);
  });

  it('is done by the next decision, and marks one that came late', () => {
    const log = [mailed('first-level-appeal', '2026-03-10')];
    const clock = of({ log, timing: 'preservice', decisions: [decision(), upheld] }).find(
      (each) => each.id === 'plan-appeal.d1',
    );
    expect(clock).toMatchObject({ state: 'done' });
    expect(clock?.warnings.join(' ')).toMatch(/25 days after this clock ran out/);
  });

  it('tells how late the first decision was, and whether even an extension would cover it', () => {
    const asked = (requestDate: string) =>
      of({ timing: 'preservice', decisions: [decision({ requestDate })] }).find((each) =>
        each.id.startsWith('plan-initial.'),
      );
    expect(asked('2026-02-20')?.warnings).toEqual([]);
    expect(asked('2026-02-14')?.warnings.join(' ')).toMatch(/1 day after/);
    expect(asked('2026-02-14')?.warnings.join(' ')).not.toMatch(/one extension that/);
    expect(asked('2026-01-10')?.warnings.join(' ')).toMatch(/even with the one extension/);
    expect(asked('2026-03-05')).toBeUndefined();
  });

  it('opens the way to OPM when a federal carrier is silent', () => {
    const log = [mailed('first-level-appeal', '2026-03-10')];
    expect(
      find(of({ planType: 'fehb', log, now: '2026-04-09T09:00' }), 'opm-review-request-carrier-silent'),
    ).toBeUndefined();
    expect(
      find(of({ planType: 'fehb', log, now: '2026-04-10T09:00' }), 'opm-review-request-carrier-silent'),
    ).toMatchObject({ lastDay: '2026-07-08', whose: 'patient' });
  });

  it('runs the reviewer’s clocks once external review was asked for', () => {
    const log = [mailed('external-review', '2026-05-08', '2026-05-11')];
    const list = of({ decisions: [decision(), upheld], log, now: '2026-05-12T09:00' });
    expect(find(list, 'external-preliminary-review-done')).toMatchObject({
      lastDay: '2026-05-18',
      whose: 'plan',
    });
    expect(find(list, 'iro-decision-standard')).toMatchObject({ lastDay: '2026-06-25' });
    expect(find(list, 'external-review-request')?.state).toBe('done');
  });

  it('counts thirty days for plan documents, and says that the claim file has no such clock', () => {
    const log = [mailed('claim-file-request', '2026-03-10')];
    const clock = find(of({ log }), 'administrator-furnishes-plan-documents');
    expect(clock).toMatchObject({ lastDay: '2026-04-09' });
    expect(clock?.warnings.join(' ')).toMatch(/No rule fixes days for the claim file/);
    expect(find(of({ planType: 'church', log }), 'administrator-furnishes-plan-documents')).toBeUndefined();
  });
});

describe('time on hold', () => {
  const log = [mailed('first-level-appeal', '2026-03-10')];
  const tolling = {
    id: 't',
    startsOn: '2026-03-20',
    endsOn: '2026-03-24',
    reason: 'disaster',
    whose: 'both',
  } as const;

  it('moves the last day, and the patient’s date to keep stays', () => {
    const appeal = find(of({ tollings: [tolling] }), 'internal-appeal-level1');
    expect(appeal).toMatchObject({ lastDay: '2026-09-03', keepDay: '2026-08-29' });
    const plan = of({ log, timing: 'preservice', tollings: [tolling] }).find((each) =>
      each.id.startsWith('plan-appeal.'),
    );
    expect(plan).toMatchObject({ lastDay: '2026-04-14', keepDay: '2026-04-14' });
  });

  it('gives no date for a plan whose clock still stands', () => {
    const plan = of({
      log,
      timing: 'preservice',
      now: '2026-12-01T09:00',
      tollings: [{ ...tolling, endsOn: null }],
    }).find((each) => each.id.startsWith('plan-appeal.'));
    expect(plan).toMatchObject({ lastDay: null, state: 'open' });
  });
});

describe('follow-ups', () => {
  it('are due on their own day and done by a later entry on the same matter', () => {
    const call = entry({ followUpOn: '2026-03-16', reference: 'C-1' });
    expect(find(of({ log: [call] }), 'follow-up')).toMatchObject({
      keepDay: '2026-03-16',
      letterKind: 'call-follow-up',
      state: 'soon',
    });
    const later = entry({ id: 'e2', at: '2026-03-12', reference: 'C-1' });
    expect(find(of({ log: [call, later] }), 'follow-up')?.state).toBe('done');
    const other = entry({ id: 'e3', at: '2026-03-12', reference: 'C-2' });
    expect(find(of({ log: [call, other] }), 'follow-up')?.state).not.toBe('done');
  });
});

describe('all cases', () => {
  const cases: TrackSituation[] = planTypes.flatMap((planType) =>
    ([1, 2, 3] as const).flatMap((count) =>
      (['preservice', 'postservice'] as const).flatMap((timing) =>
        ([1, 2] as const).map((levels) =>
          situation({
            planType,
            timing,
            levels,
            decisions: [
              decision({ requestDate: '2026-02-20', serviceDate: '2026-02-10' }),
              upheld,
              third,
            ].slice(0, count),
            log: [
              mailed('first-level-appeal', '2026-03-10'),
              ...(count > 1 ? [mailed('second-level-appeal', '2026-05-20')] : []),
              mailed('external-review', '2026-09-10'),
              mailed('claim-file-request', '2026-03-05'),
            ],
            now: '2026-12-01T09:00',
          }),
        ),
      ),
    ),
  );
  const days = (list: readonly CaseDeadline[]) => list.map((each) => [each.id, each.lastDay, each.safeDay]);

  it('change when any rule they use is changed by one day', () => {
    const before = cases.map((each) => days(caseDeadlines(each, rules)));
    const used = new Set(
      cases.flatMap((each) => caseDeadlines(each, rules).map((one) => `${each.planType} ${one.event}`)),
    );
    let killed = 0;
    for (const [index, rule] of rules.entries()) {
      if (!rule.add?.days || rule.states || rule.externalProcesses || rule.startsUntil) continue;
      if (!rule.planTypes.some((planType) => rule.events.some((event) => used.has(`${planType} ${event}`))))
        continue;
      const changed = rules.with(index, { ...rule, add: { ...rule.add, days: rule.add.days + 1 } });
      const after = cases.map((each) => days(caseDeadlines(each, changed)));
      expect([rule.id, after]).not.toEqual([rule.id, before]);
      killed += 1;
    }
    expect(killed).toBeGreaterThan(25);
  });

  it('give every clock its own id, the same at every look', () => {
    for (const each of cases) {
      const ids = caseDeadlines(each, rules).map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      const later = caseDeadlines({ ...each, now: '2027-01-05T00:00' }, rules).map((one) => one.id);
      expect(later.toSorted()).toEqual(ids.toSorted());
    }
  });

  it('never keep a day later than the last one, nor give a short-term policy one', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...planTypes),
        day,
        fc.integer({ min: -5, max: 60 }),
        fc.option(fc.integer({ min: 1, max: 400 })),
        (planType, date, mail, stated) => {
          const letterDate = date.toISOString().slice(0, 10);
          const receivedDate = new Date(date.getTime() + mail * 86_400_000).toISOString().slice(0, 10);
          const list = of({
            planType,
            decisions: [decision({ letterDate, receivedDate, statedAppealDays: stated })],
          });
          return list.every(
            (each) =>
              (each.lastDay === null || (each.keepDay !== null && each.keepDay <= each.lastDay)) &&
              (planType !== 'short-term' || each.lastDay === null),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('answer the same wherever the computer is', () => {
    const home = process.env['TZ'];
    const before = cases.map((each) => caseDeadlines(each, rules));
    try {
      for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
        process.env['TZ'] = zone;
        expect(cases.map((each) => caseDeadlines(each, rules))).toEqual(before);
      }
    } finally {
      if (home === undefined) delete process.env['TZ'];
      else process.env['TZ'] = home;
    }
  });
});
