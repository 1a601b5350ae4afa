/** The section on errors of procedure: raised calmly, after the merits, and never as an automatic win. */
import { bold, cite, quote, text, type LetterWriter } from './blocks.ts';
import { ruleFor } from '../deadlines/answer.ts';
import { daysBetween } from '../text/calendar.ts';
import type { PlanType } from '../domain/kinds.ts';
import type { NoticeElementRule } from '../domain/rules.ts';
import type { Run } from '../domain/letter.ts';
import type { LetterInput } from './input.ts';
import { lawFor } from './law.ts';
import type { Point } from './points.ts';
import { conceptWords, longDate, voiceOf } from './words.ts';

/** To whom the points are told: the plan is asked to act on them, an agency is told of them. */
type Reader = 'plan' | 'agency';

/** Writes one list item for each procedural point; what the notice leaves out stands together in one list. */
export function writeProcedure(
  writer: LetterWriter,
  points: readonly Point[],
  input: LetterInput,
  to: Reader = 'plan',
): void {
  const notices = points.filter((point) => point.lead.type === 'notice-defect');
  for (const point of points.filter((each) => !notices.includes(each))) {
    const options = { findingIds: point.findings.map((finding) => finding.id) };
    const written = procedureRuns(point, input, to);
    writer.item(written.runs, { ...options, authorities: written.authorities });
  }
  if (notices.length === 0) return;
  writer.paragraph(
    to === 'plan'
      ? 'The notice does not appear to include the following. Please supply it:'
      : 'The notice does not appear to include the following:',
  );
  for (const point of notices) {
    const { words, authorities } = missingPart(point, input);
    writer.item([text(words)], { findingIds: point.findings.map((finding) => finding.id), authorities });
  }
  if (to === 'agency') return;
  writer.paragraph(
    `${voiceOf(input).represented ? 'The patient reserves' : 'I reserve'} the position that the time to appeal has not been fairly noticed.`,
  );
}

function procedureRuns(
  point: Point,
  input: LetterInput,
  to: Reader,
): { readonly runs: readonly Run[]; readonly authorities: readonly string[] } {
  const label = bold(`${conceptWords(point.lead.concept, input.rules).heading}. `);
  return point.lead.type === 'reviewer-not-qualified'
    ? reviewer(point, input, label, to)
    : deadline(point, input, label, to);
}

function quotedWith(lead: string, point: Point): Run[] {
  const span = point.denial[0] ?? point.record[0];
  return span ? [text(lead), quote(span), text(' '), cite(span), text('. ')] : [];
}

function reviewer(point: Point, input: LetterInput, label: Run, to: Reader) {
  const rule = lawFor(input, ['review']).find((item) => /training|expertise/.test(item.text)) ?? null;
  return {
    runs: [
      label,
      ...quotedWith('The papers describe the reviewer as follows: ', point),
      text('That field is not the one in which the condition at issue is usually treated. '),
      ...(to === 'plan'
        ? [
            text(
              `I do not say that the first review had to be made in a particular specialty. I ask that this appeal be decided with a clinician whose training fits the condition and the scan${rule ? ` (${rule.citation})` : ''}.`,
            ),
          ]
        : [text('I do not say that the first review had to be made in a particular specialty.')]),
    ],
    authorities: rule && to === 'plan' ? [rule.citation] : [],
  };
}

function deadline(point: Point, input: LetterInput, label: Run, to: Reader) {
  return point.lead.concept === 'appeal-window'
    ? appealWindow(point, input, label, to)
    : lateDecision(point, input, label, to);
}

/** The verified rule of an event under this plan that counts in days or months; null where none is certain. */
function verifiedRule(event: string, input: LetterInput) {
  const rule = ruleFor(
    {
      planType: input.planType,
      ...(input.state ? { state: input.state } : {}),
      letterDate: input.analysis.denial?.letterDate?.value ?? input.today,
      event,
    },
    input.rules.deadlines,
  );
  return rule?.mark === 'V' && rule.add ? { add: rule.add, citation: rule.citation } : null;
}

function appealWindow(point: Point, input: LetterInput, label: Run, to: Reader) {
  const rule = verifiedRule('internal-appeal-level1', input);
  const period = rule?.add.days
    ? `${rule.add.days} days`
    : rule?.add.months
      ? `${rule.add.months} months`
      : null;
  return {
    runs: [
      label,
      ...quotedWith('The letter states: ', point),
      text(
        rule && period
          ? `The rule for this plan gives ${period} (${rule.citation}).${to === 'plan' ? ' I rely on the longer time and ask that the notice be corrected.' : ''}`
          : to === 'plan'
            ? 'Please state the rule on which this time limit rests.'
            : '',
      ),
    ],
    authorities: rule && period ? [rule.citation] : [],
  };
}

function lateDecision(point: Point, input: LetterInput, label: Run, to: Reader) {
  const denial = input.analysis.denial;
  const asked = denial?.requestDate?.value ?? null;
  const decided = denial?.letterDate?.value ?? null;
  const took = asked && decided ? daysBetween(asked, decided) : null;
  const rule = decisionEvents(input).flatMap((event) => verifiedRule(event, input) ?? [])[0] ?? null;
  const allowed = rule?.add.days ?? null;
  const late = took !== null && allowed !== null && took > allowed;
  return {
    runs: [
      label,
      ...quotedWith('The papers show: ', point),
      ...(asked && decided && took !== null
        ? [
            text(
              `They give ${longDate(asked)} for the request and ${longDate(decided)} for the decision, ${took} days later. `,
            ),
          ]
        : []),
      ...(late && rule
        ? [text(`The rule for this plan gives ${allowed} days from receipt (${rule.citation}). `)]
        : []),
      ...(to === 'plan' ? [text('Please explain how the time limit for the decision was kept.')] : []),
    ],
    authorities: late && rule ? [rule.citation] : [],
  };
}

/** The clock that ran: an appeal's where an earlier denial lies before this decision. The longest one, in the plan's favor. */
function decisionEvents(input: LetterInput): readonly string[] {
  const done = input.stage.scanDone === true;
  if (input.analysis.earlierDenials.length > 0 || input.stage.level !== 'initial')
    return done
      ? ['plan-appeal-decision-postservice-one-level', 'plan-appeal-decision']
      : [
          'plan-appeal-decision-preservice-one-level',
          'plan-appeal-decision-standard',
          'plan-appeal-decision',
        ];
  return done
    ? ['plan-initial-decision-postservice']
    : ['plan-initial-decision-prior-authorization', 'plan-initial-decision-preservice'];
}

/** The notice element a finding names, by rule id first, then by concept and plan type. */
function elementOf(point: Point, input: LetterInput): NoticeElementRule | null {
  const elements = input.rules.notice.elements;
  return (
    elements.find((item) => point.lead.why.ruleIds.includes(item.id)) ??
    elements.find((item) => item.concept === point.lead.concept && item.planTypes.includes(input.planType)) ??
    null
  );
}

/** True where the law a citation belongs to governs this kind of plan. */
export function citationFits(citation: string, planType: PlanType): boolean {
  const commercial: readonly PlanType[] = [
    'erisa-self-funded',
    'erisa-insured',
    'aca-individual',
    'church',
    'non-federal-government',
  ];
  if (/^(?:29 CFR|29 USC|45 CFR)/.test(citation)) return commercial.includes(planType);
  if (/^42 CFR (?:Part )?422/.test(citation)) return planType === 'medicare-advantage';
  if (/^42 CFR (?:Part )?405/.test(citation)) return planType === 'original-medicare';
  if (/^42 CFR (?:Part )?438/.test(citation)) return planType === 'medicaid-managed-care';
  if (/^42 CFR (?:Part )?431/.test(citation)) return planType.startsWith('medicaid');
  if (citation.startsWith('5 CFR 890')) return planType === 'fehb' || planType === 'pshb';
  if (citation.startsWith('32 CFR 199')) return planType === 'tricare';
  return false;
}

/**
 * ERISA's claims rule reaches other plans only through the market rules; the citation says so. The market rule itself
 * has sister texts with the same numbers: the Labor Department's for plans under ERISA, paragraph (b)(3) for individuals.
 */
function citationFor(citation: string, planType: PlanType): string {
  if (citation.startsWith('45 CFR 147.136(b)(2)(ii)(E)')) {
    if (planType === 'erisa-self-funded' || planType === 'erisa-insured')
      return citation.replace('45 CFR 147.136', '29 CFR 2590.715-2719');
    return planType === 'aca-individual' ? citation.replace('(b)(2)', '(b)(3)') : citation;
  }
  const through =
    planType === 'aca-individual'
      ? ', through 45 CFR 147.136(b)(3)'
      : planType === 'church' || planType === 'non-federal-government'
        ? ', through 45 CFR 147.136(b)(2)'
        : '';
  return citation.startsWith('29 CFR 2560') && !/147\.136/.test(citation)
    ? `${citation}${through}`
    : citation;
}

/** "the guideline relied on, or that it is free on request (29 CFR …)". */
function missingPart(point: Point, input: LetterInput) {
  const element = elementOf(point, input);
  const fits =
    element !== null &&
    element.planTypes.includes(input.planType) &&
    citationFits(element.citation, input.planType);
  const name = element ? lower(element.name) : conceptWords(point.lead.concept, input.rules).name;
  const citation = fits ? citationFor(element.citation, input.planType) : null;
  return { words: `${name}${citation ? ` (${citation})` : ''}`, authorities: citation ? [citation] : [] };
}

function lower(name: string): string {
  return /^[A-Z](?:[a-z]| )/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
