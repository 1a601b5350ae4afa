/** A stop moves the clocks that its rule names, of the plans that the rule covers, and no others. */
import { describe, expect, it } from 'vitest';
import { caseDeadlines } from '../../../shared/track/case-deadlines.ts';
import { stopsClock, tollingRules } from '../../../shared/track/tolling.ts';
import { planTypes } from '../../../shared/domain/kinds.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import { decision, entry, situation } from './build.ts';

const rules = loadDeadlineRules();
const stop = { id: 't', startsOn: '2026-03-12', endsOn: '2026-03-16', reason: '', whose: 'both' } as const;
const stopped = situation({
  decisions: [decision({ requestDate: '2026-02-20', serviceDate: '2026-04-01' })],
  log: [
    entry({ kind: 'fax', at: '2026-03-10T09:00', about: 'first-level-appeal', pagesSent: 3 }),
    entry({ id: 'e2', kind: 'fax', at: '2026-03-10T09:05', about: 'external-review', pagesSent: 3 }),
  ],
});
const moved = (kind: 'information' | 'new-evidence' | 'disaster' | 'other') => {
  const before = caseDeadlines(stopped, rules);
  const after = caseDeadlines({ ...stopped, tollings: [{ ...stop, startsOn: '2026-02-25', kind }] }, rules);
  return after
    .filter((each) => each.lastDay !== before.find((old) => old.id === each.id)?.lastDay)
    .map((each) => each.id.split('.')[0] ?? '')
    .toSorted((a, b) => a.localeCompare(b));
};

describe('a stop of the clock', () => {
  it('for papers the plan asked for moves its first decision only', () => {
    expect(moved('information')).toEqual(['plan-initial']);
  });

  it('for new evidence moves the decision on appeal only', () => {
    expect(moved('new-evidence')).toEqual(['plan-appeal']);
  });

  it('by a disaster notice moves the patient’s appeal, and never the date to keep', () => {
    expect(moved('disaster')).toEqual(['internal-appeal-level1']);
    const appeal = caseDeadlines(
      { ...stopped, log: [], tollings: [{ ...stop, kind: 'disaster' }] },
      rules,
    ).find((each) => each.whose === 'patient');
    expect(appeal).toMatchObject({ lastDay: '2026-09-03', keepDay: '2026-08-29' });
  });

  it('of the person’s own word moves what they say', () => {
    expect(moved('other')).toEqual(
      [
        'internal-appeal-level1',
        'plan-appeal',
        'plan-initial',
        'external-preliminary-review-done',
        'iro-decision-standard',
      ].toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('of a rule is not offered to, and moves nothing for, a plan that the rule does not cover', () => {
    for (const planType of planTypes) {
      const offered = tollingRules(planType).map((each) => each.kind);
      expect(offered).toContain('other');
      if (planType === 'unknown') continue;
      for (const kind of ['information', 'new-evidence', 'disaster'] as const) {
        const moves = [
          'plan-initial-decision-preservice',
          'plan-appeal-decision-standard',
          'internal-appeal-level1',
        ].some((event) =>
          stopsClock(
            { kind, whose: 'both' },
            { event, whose: kind === 'disaster' ? 'patient' : 'plan' },
            planType,
          ),
        );
        expect([planType, kind, moves]).toEqual([planType, kind, offered.includes(kind)]);
      }
    }
    expect(tollingRules('medicare-advantage').map((each) => each.kind)).toEqual(['other']);
    expect(tollingRules('grandfathered').map((each) => each.kind)).toEqual([
      'information',
      'disaster',
      'other',
    ]);
  });
});
