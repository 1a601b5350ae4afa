/** Finding the plan type by questions; questions and warnings that fit the case, with law only where it was checked. */
import { describe, expect, it } from 'vitest';
import { planTypes } from '../../../shared/domain/kinds.ts';
import { trackAdvice, trackQuestions, type TrackAnswers } from '../../../shared/track/advice.ts';
import { findPlanType, planPaths } from '../../../shared/track/plan-type.ts';
import { applyTolling } from '../../../shared/track/tolling.ts';
import { decision, situation } from './build.ts';

describe('finding the plan type', () => {
  it('ends every path in a plan type, in what is still possible, or in not knowing', () => {
    for (const path of planPaths()) {
      const answer = findPlanType(path);
      expect([path, answer.question]).toEqual([path, null]);
      if (answer.planType === null && !Object.values(path).includes('unsure'))
        throw new Error(JSON.stringify(path));
    }
  });

  it('reaches every plan type within four questions', () => {
    const reached = new Set(planPaths().map((path) => findPlanType(path).planType));
    for (const planType of planTypes)
      if (planType !== 'unknown') expect([planType, reached.has(planType)]).toEqual([planType, true]);
    for (const path of planPaths()) expect(Object.keys(path).length).toBeLessThanOrEqual(4);
  });

  it('asks the next question, and takes an unknown answer as none', () => {
    expect(findPlanType({}).question?.id).toBe('plan-source');
    expect(findPlanType({ 'plan-source': 'moon' }).question?.id).toBe('plan-source');
    expect(findPlanType({ 'plan-source': 'employer' }).question?.id).toBe('employer-kind');
    expect(
      findPlanType({
        'plan-source': 'employer',
        'employer-kind': 'private',
        grandfathered: 'no',
        funding: 'unsure',
      }).candidates,
    ).toEqual(['erisa-self-funded', 'erisa-insured']);
  });
});

describe('questions', () => {
  it('stop once answered, and fit the plan', () => {
    const ids = (planType: (typeof planTypes)[number], answers: TrackAnswers = {}) =>
      trackQuestions(situation({ planType, timing: 'preservice' }), answers).map((each) => each.id);
    expect(ids('erisa-insured')).toEqual([
      'urgent',
      'levels',
      'external-process',
      'who-appeals',
      'assignment',
    ]);
    expect(ids('erisa-insured', { urgent: 'no', levels: '2' })).toEqual([
      'external-process',
      'who-appeals',
      'assignment',
    ]);
    expect(ids('medicare-advantage')).not.toContain('levels');
    expect(trackQuestions(situation({ decisions: [] }), {}).map((each) => each.id)).toEqual(['levels']);
  });
});

describe('advice', () => {
  const ids = (fields: Parameters<typeof situation>[0], answers: TrackAnswers = {}) =>
    trackAdvice(situation(fields), answers).map((each) => each.id);

  it('warns about assignment of benefits only where one may exist', () => {
    expect(ids({})).not.toContain('assignment');
    expect(ids({}, { assignment: 'yes' })).toContain('assignment');
    expect(ids({}, { 'who-appeals': 'provider' })).toContain('assignment');
    expect(ids({ planType: 'tricare' }, { 'who-appeals': 'provider' })).toContain('tricare-party');
  });

  it('tells each plan’s way to appoint someone', () => {
    const text = (planType: (typeof planTypes)[number]) =>
      trackAdvice(situation({ planType }), { 'who-appeals': 'representative' }).find(
        (each) => each.id === 'representative',
      )?.text ?? '';
    expect(text('erisa-self-funded')).toMatch(/urgent care a health professional/);
    expect(text('medicare-advantage')).toMatch(/CMS-1696/);
    expect(text('fehb')).toMatch(/written consent/);
    expect(text('tricare')).toMatch(/never be the one/);
  });

  it('warns of a reviewer who decided before, with the law only where there is one', () => {
    const decisions = [
      decision({ reviewerName: 'Alex Sample, MD' }),
      decision({ id: 'd2', letterDate: '2026-05-04', reviewerName: 'Alex Sample' }),
    ];
    const of = (planType: (typeof planTypes)[number]) =>
      trackAdvice(situation({ planType, decisions }), {}).find((each) => each.id === 'prior-contact');
    expect(of('erisa-insured')).toMatchObject({ mark: 'V', citation: '29 CFR 2560.503-1(h)(3)(ii), (v)' });
    expect(of('medicare-advantage')).toMatchObject({ citation: '42 CFR 422.590(h)' });
    expect(of('short-term')).toMatchObject({ mark: 'M', citation: null });
    expect(ids({})).not.toContain('prior-contact');
  });

  it('never says that a same-specialty reviewer is owed, nor threatens', () => {
    for (const planType of planTypes) {
      for (const each of trackAdvice(situation({ planType, urgent: true, timing: 'preservice' }), {
        assignment: 'yes',
        'who-appeals': 'representative',
      })) {
        expect(each.text).not.toMatch(/bad faith|punitive|\$110|must be of the same specialty/i);
        expect(each.text.length).toBeGreaterThan(30);
      }
    }
  });

  it('warns that nothing but the appeal stops the clock', () => {
    for (const planType of planTypes) expect(ids({ planType })).toContain('clock-runs');
    expect(ids({ decisions: [] })).not.toContain('clock-runs');
  });
});

describe('time on hold', () => {
  const hold = (startsOn: string, endsOn: string | null) => ({ startsOn, endsOn });
  it.each([
    ['nothing', [], { lastDay: '2026-04-09', days: 0 }],
    ['five days inside', [hold('2026-03-20', '2026-03-24')], { lastDay: '2026-04-14', days: 5 }],
    ['from before the start', [hold('2026-03-01', '2026-03-12')], { lastDay: '2026-04-11', days: 2 }],
    ['all before the start', [hold('2026-03-01', '2026-03-10')], { lastDay: '2026-04-09', days: 0 }],
    ['after the last day', [hold('2026-04-10', '2026-04-20')], { lastDay: '2026-04-09', days: 0 }],
    [
      'after the last day, but reached by another hold',
      [hold('2026-04-01', '2026-04-03'), hold('2026-04-10', '2026-04-11')],
      { lastDay: '2026-04-14', days: 5 },
    ],
    [
      'overlapping holds once',
      [hold('2026-03-20', '2026-03-24'), hold('2026-03-22', '2026-03-26')],
      { lastDay: '2026-04-16', days: 7 },
    ],
    [
      'one inside another',
      [hold('2026-03-20', '2026-03-29'), hold('2026-03-22', '2026-03-23')],
      { lastDay: '2026-04-19', days: 10 },
    ],
    ['an end before its start', [hold('2026-03-20', '2026-03-19')], { lastDay: '2026-04-09', days: 0 }],
    ['still standing', [hold('2026-03-20', null)], 'standing'],
  ] as const)('%s', (_name, holds, expected) => {
    expect(applyTolling('2026-03-10', '2026-04-09', holds)).toEqual(expected);
  });

  it('keeps the minute of an hour clock', () => {
    expect(applyTolling('2026-03-10', '2026-03-13T09:30', [hold('2026-03-11', '2026-03-11')])).toEqual({
      lastDay: '2026-03-14T09:30',
      days: 1,
    });
  });
});
