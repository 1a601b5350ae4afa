/** An exclusion of tests without symptoms, applied to a patient whose scan was ordered for a symptom. */
import type { Finding } from '../../domain/finding.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import { splitSentences } from '../../text/blocks.ts';
import { spanOf } from '../../text/spans.ts';
import { diagnosisCodesIn, procedureCodesIn } from '../denial/fields/codes.ts';
import { letterSpan } from '../denial/letter-text.ts';
import type { CaseContext, FolderPage } from '../folder.ts';
import { cite, makeFinding, sentenceAround } from '../folder.ts';
import { isRecent, ownRecords, sameFamily } from '../procedure/mismatch/own-pages.ts';

/** Of persons who have no symptoms, and of nothing else: how exclusions and limits on screening name them. */
const withoutSymptoms =
  /\b(?:no|without|absence of|free of|lack(?:s|ing)?) (?:(?:any|known|current|present) )?(?:signs? (?:and|or) )?symptoms?\b|\basymptomatic\b|\bsymptom-free\b|\bhidden disease\b|\bwellness (?:scan|exam|test|package|purpose)/i;
/** "This limit does not apply to a test done because of symptoms": what lifts it, or tells of the other side. */
const lifted =
  /\b(?:does not apply|do not apply|is not (?:a )?screening|not (?:for|of) screening|unless|if you have)\b/i;

/**
 * ICD-10-CM codes of symptoms: chapter R up to R69 (R70 and above are findings of tests), lumps and pain of the breast, pain of joints,
 * back and limbs, headache, angina.
 */
const ofSymptom = /^(?:R[0-6]\d|N63|N64\.[45]|M25\.5|M54|M79\.6|G43|G44|I20|I25\.11)/;
/** Encounters for screening: what the exclusion is for. */
const ofScreening = /^Z(?:0[01]|1[1-3])/;

/** "Tests in a person who has no symptoms" against an order for chest pain: the exclusion is for other patients. */
export function screeningExclusion(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  if (!denial.reasons.some(({ value }) => value === 'NCB')) return [];
  const letter = inLetter(context);
  const plan = context.pages
    .filter(({ kind }) => kind === 'plan-document')
    .flatMap(({ page }) => sentencesOn(page))
    .toSorted((a, b) => wordsShared(b, letter) - wordsShared(a, letter))
    .at(0);
  const orders = symptomsOrdered(context);
  if (letter === null || plan === undefined || orders.length === 0) return [];
  return [
    makeFinding(
      'policy-misapplied',
      'clinical-situation',
      'The exclusion is for persons without symptoms; the scan was ordered for a symptom.',
      [
        cite('denial', letter),
        cite('policy', plan),
        ...orders.slice(0, 2).map((span) => cite('record', span)),
      ],
      {
        ruleIds: ['compare.screening-exclusion'],
        steps: [
          'The letter applies an exclusion of tests without symptoms.',
          'The order has the code of a symptom.',
        ],
      },
    ),
  ];
}

function inLetter({ latest: { letter, sentences } }: CaseContext): Span | null {
  const sentence = sentences.find(({ rationale, text }) => rationale && speaksOfNone(text));
  return sentence === undefined ? null : letterSpan(letter, sentence.start, sentence.end);
}

/** How many of its words the sentence shares with the one of the letter: the exclusion that was applied, not another. */
function wordsShared({ quote }: Span, letter: Span | null): number {
  const words = new Set(letter?.quote.toLowerCase().match(/[a-z]{4,}/g) ?? []);
  return [...new Set(quote.toLowerCase().match(/[a-z]{4,}/g) ?? [])].filter((word) => words.has(word)).length;
}

function sentencesOn(page: PageText): readonly Span[] {
  return splitSentences(page.text)
    .filter(({ start, end }) => speaksOfNone(page.text.slice(start, end)))
    .map(({ start, end }) => spanOf(page, start, end));
}

function speaksOfNone(text: string): boolean {
  const flat = text.replace(/\s+/g, ' ');
  return withoutSymptoms.test(flat) && !lifted.test(flat);
}

/** The places of the orders that give the code of a symptom for the scan; none where a code of screening stands there, too. */
function symptomsOrdered(context: CaseContext): readonly Span[] {
  const { denial } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  const pages = ownRecords(context).filter(
    (entry) => entry.kind === 'medical-record' && isRecent(entry, until) && ordersScan(context, entry),
  );
  const codes = pages.flatMap(({ page }) => diagnosisCodesIn(page.text).map((hit) => ({ page, hit })));
  const own = denial.diagnosisCodes.map(({ value }) => value);
  if ([...own, ...codes.map(({ hit }) => hit.code)].some((code) => ofScreening.test(code))) return [];
  return codes
    .filter(({ hit }) => ofSymptom.test(hit.code))
    .map(({ page, hit }) => sentenceAround(page, hit.start, hit.end));
}

function ordersScan(context: CaseContext, { page }: FolderPage): boolean {
  return procedureCodesIn(page.text, context.rules.scans).some(({ code }) =>
    context.latest.denial.procedureCodes.some(
      ({ value }) => value === code || sameFamily(context, code, value),
    ),
  );
}
