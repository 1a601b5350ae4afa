/** Clocks of others: the outside reviewer, the plan administrator, and the dates that the person noted in the log. */
import { answerDeadline, ruleFor } from '../deadlines/answer.ts';
import type { DeadlineRule } from '../deadlines/rules.ts';
import { clockQuery, type Draft } from './clock.ts';
import { dayOf } from './moments.ts';
import { arrival } from './plan-clocks.ts';
import { sendings, type TrackSituation } from './situation.ts';
import { externalReviewTypes } from './steps.ts';

/** What runs once external review was asked for. */
export function externalClocks(situation: TrackSituation, rules: readonly DeadlineRule[]): Draft[] {
  const sent = sendings(situation, ['external-review']).at(-1);
  if (!sent) return [];
  const warnings: string[] = [];
  const arrived = dayOf(arrival(sent, warnings));
  const isFederal =
    situation.planType === 'erisa-self-funded' ||
    (externalReviewTypes.includes(situation.planType) && situation.externalProcess === 'federal');
  const events = externalReviewTypes.includes(situation.planType)
    ? [...(isFederal ? ['external-preliminary-review-done'] : []), 'iro-decision-standard']
    : [];
  return events.map((event) => {
    const asked = clockQuery(situation, situation.planType, event, arrived);
    const rule = ruleFor(asked, rules);
    return {
      id: `${event}.${sent.entryId ?? 'sent'}`,
      event,
      title: rule?.title ?? 'Decide the review',
      whose: 'plan' as const,
      answer: answerDeadline(asked, rules),
      rule,
      start: arrived,
      doneOn: null,
      letterKind: 'call-follow-up' as const,
      warnings:
        event === 'iro-decision-standard'
          ? [
              ...warnings,
              'The reviewer’s own clock starts when it has the request, which can be a few days later.',
            ]
          : warnings,
    };
  });
}

/** Thirty days for plan documents asked of the plan administrator; no law fixes days for the claim file itself. */
export function planDocumentsClock(situation: TrackSituation, rules: readonly DeadlineRule[]): Draft[] {
  const sent = sendings(situation, ['claim-file-request'])[0];
  if (!sent) return [];
  const start = dayOf(sent.sentOn);
  const asked = clockQuery(situation, situation.planType, 'administrator-furnishes-plan-documents', start);
  const rule = ruleFor(asked, rules);
  if (!rule) return [];
  return [
    {
      id: `plan-documents.${sent.entryId ?? 'sent'}`,
      event: asked.event,
      title: rule.title,
      whose: 'plan',
      answer: answerDeadline(asked, rules),
      rule,
      start,
      doneOn: (situation.papers['plan-document'] ?? 0) > 0 ? situation.now : null,
      letterKind: 'call-follow-up',
      warnings: [
        'This counts for the plan documents asked in writing of the plan administrator (mostly the employer). No rule fixes days for the claim file: ask for it in time to use it.',
      ],
    },
  ];
}

/** The person's own follow-up dates from the log; done when a later entry speaks of the same matter. */
export function followUps(situation: TrackSituation): Draft[] {
  return situation.log.flatMap((entry): Draft[] => {
    if (entry.followUpOn === null) return [];
    const later = situation.log.find(
      (other) =>
        other.id !== entry.id &&
        other.at > entry.at &&
        (same(other.reference, entry.reference) ||
          same(other.number, entry.number) ||
          same(other.about ?? null, entry.about ?? null)),
    );
    return [
      {
        id: `follow-up.${entry.id}`,
        event: 'follow-up',
        title: entry.kind === 'call' ? 'Call again, or write down what was promised' : 'Follow up',
        whose: 'patient',
        answer: {
          lastDay: entry.followUpOn,
          safeDay: entry.followUpOn,
          rule: 'your own date in the log',
          citation: '',
        },
        rule: null,
        start: null,
        doneOn: later?.at ?? null,
        letterKind: entry.kind === 'mail' || entry.kind === 'fax' ? 'proof-of-delivery' : 'call-follow-up',
        warnings: [],
      },
    ];
  });
}

const same = (a: string | null, b: string | null) => a !== null && a !== '' && a === b;
