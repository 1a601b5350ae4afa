/** Where a case stands, put together from the vault: what was read, what the person said, the log and the letters. */
import { AppError } from '../../../shared/api/errors.ts';
import type { Denial } from '../../../shared/domain/denial.ts';
import { planTypes, type DocumentKind } from '../../../shared/domain/kinds.ts';
import { letterKinds } from '../../../shared/domain/letter.ts';
import type { TrackQuestion } from '../../../shared/domain/track.ts';
import { dayNumber } from '../../../shared/text/calendar.ts';
import { trackQuestions } from '../../../shared/track/advice.ts';
import { findPlanType, planQuestionIds } from '../../../shared/track/plan-type.ts';
import type { TrackDecision, TrackSituation } from '../../../shared/track/situation.ts';
import { getCaseFields, setCaseField } from '../../vault/stores/case-fields.ts';
import { changeCase, getCase } from '../../vault/stores/cases.ts';
import { listLetters } from '../../vault/stores/letters.ts';
import { caseFields, fieldValue } from '../case-fields.ts';
import type { AppContext } from '../context.ts';
import { readLog } from './log-records.ts';
import { readTollings } from './tollings.ts';

const ANSWER = 'answer:';

/** The person's answers by question id. */
export function readAnswers(context: AppContext, caseId: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(getCaseFields(context.session.db(), caseId)).flatMap(([field, value]) =>
      field.startsWith(ANSWER) && typeof value === 'string' ? [[field.slice(ANSWER.length), value]] : [],
    ),
  );
}

/** Keeps an answer; where it settles the plan type, the case gets it. An empty value takes the answer back. */
export function keepAnswer(context: AppContext, caseId: string, questionId: string, value: string): void {
  if (!/^[a-z0-9-]{1,60}$/.test(questionId)) throw new AppError('BAD_INPUT', 'There is no such question.');
  const db = context.session.db();
  const direct = questionId === 'plan-type' ? planTypes.find((each) => each === value) : undefined;
  db.transaction(() => {
    setCaseField(db, caseId, `${ANSWER}${questionId}`, value === '' ? undefined : value);
    const settled =
      direct ??
      (planQuestionIds.includes(questionId) ? findPlanType(readAnswers(context, caseId)).planType : null);
    if (settled) changeCase(db, caseId, { planType: settled });
  });
}

/** What would still settle a clock or a warning, one question of the plan's kind at a time. */
export function openQuestions(
  context: AppContext,
  caseId: string,
): {
  -readonly [K in keyof TrackQuestion]: K extends 'options'
    ? { value: string; label: string }[]
    : TrackQuestion[K];
}[] {
  const answers = readAnswers(context, caseId);
  const situation = trackSituation(context, caseId);
  const plan = situation.planType === 'unknown' ? findPlanType(answers).question : null;
  return [...(plan ? [plan] : []), ...trackQuestions(situation, answers)].map((each) => ({
    ...each,
    options: each.options.map((option) => ({ ...option })),
  }));
}

export function trackSituation(context: AppContext, caseId: string): TrackSituation {
  const db = context.session.db();
  const { planType, planState } = getCase(db, caseId);
  const { analysis } = context.analyses.get(caseId);
  const answers = readAnswers(context, caseId);
  const papers: Partial<Record<DocumentKind, number>> = {};
  for (const document of analysis.documents) {
    for (const kind of new Set([document.kind, ...document.parts.map((part) => part.kind)])) {
      papers[kind] = (papers[kind] ?? 0) + 1;
    }
  }
  return {
    planType,
    candidates: planType === 'unknown' ? findPlanType(answers).candidates : [],
    state: planState,
    externalProcess: pick(answers['external-process'], ['federal', 'state'] as const),
    decisions: [
      ...analysis.earlierDenials.map((denial) => decisionOf(denial)),
      ...currentDecision(context, caseId, analysis.denial),
    ],
    timing: pick(answers['timing'], ['preservice', 'postservice'] as const),
    urgent: answers['urgent'] === 'yes' ? true : answers['urgent'] === 'no' ? false : null,
    levels: answers['levels'] === '1' ? 1 : answers['levels'] === '2' ? 2 : null,
    log: readLog(db, caseId),
    sentLetters: listLetters(db, caseId).flatMap((letter) => {
      const kind = pick(letter.kind, letterKinds);
      return kind && letter.sentOn ? [{ kind, sentOn: letter.sentOn }] : [];
    }),
    tollings: readTollings(db, caseId),
    papers,
    now: wallClock(context),
  };
}

/** The person's wall clock to the minute; the app's own date with the computer's time of day. */
export function wallClock(context: AppContext): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${context.today()}T${two(now.getHours())}:${two(now.getMinutes())}`;
}

function pick<T extends string>(value: string | undefined, of: readonly T[]): T | null {
  return of.find((each) => each === value) ?? null;
}

/** Words that say that papers did not come, rather than that they show too little. */
const notReceived =
  /\b(?:(?:not|never|no\b.{0,60}) (?:receiv|provid|submitt|sent|includ)|(?:was|were) (?:not|never) (?:receiv|provid|submitt|sent|includ)|missing)/i;

function decisionOf(denial: Denial): TrackDecision {
  const missing = denial.assertions.find(
    (each) =>
      each.concept === 'records-received' ||
      (each.claim === 'absent' && notReceived.test(each.span.quote.replace(/\s+/g, ' '))),
  );
  return {
    id: denial.documentId,
    documentId: denial.documentId,
    pageIndex: denial.letterDate?.span?.pageIndex ?? 0,
    letterDate: denial.letterDate?.value ?? null,
    receivedDate: null,
    requestDate: denial.requestDate?.value ?? null,
    serviceDate: denial.serviceDate?.value ?? null,
    statedAppealDays: denial.appealDays?.value ?? null,
    missingRecordsQuote: missing?.span.quote ?? null,
    reviewerName: denial.reviewerName?.value ?? null,
  };
}

/** The latest decision with the person's corrections; also where the person typed the date and no letter is in yet. */
function currentDecision(context: AppContext, caseId: string, denial: Denial | null): TrackDecision[] {
  const fields = caseFields(context, caseId);
  const date = (name: Parameters<typeof fieldValue>[1]) => {
    const value = fieldValue(fields, name);
    return value !== null && dayNumber(value.slice(0, 10)) !== null ? value : null;
  };
  const read = denial ? decisionOf(denial) : null;
  if (!read && date('letterDate') === null) return [];
  const days = Number(fieldValue(fields, 'appealDays') ?? Number.NaN);
  return [
    {
      id: read?.id ?? 'typed',
      documentId: read?.documentId ?? null,
      pageIndex: read?.pageIndex ?? null,
      missingRecordsQuote: read?.missingRecordsQuote ?? null,
      letterDate: date('letterDate'),
      receivedDate: date('receivedDate'),
      requestDate: date('requestDate'),
      serviceDate: date('serviceDate'),
      statedAppealDays: Number.isInteger(days) ? days : null,
      reviewerName: fieldValue(fields, 'reviewerName'),
    },
  ];
}
