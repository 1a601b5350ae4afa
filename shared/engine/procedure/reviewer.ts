/** Whether the reviewer's field treats the condition. A narrow test: only a plain mismatch is a finding. */
import type { Finding } from '../../domain/finding.ts';
import type { SpecialtyRule } from '../../domain/rules.ts';
import { ageOn } from '../../text/calendar.ts';
import { joinPages } from '../denial/letter-text.ts';
import { readReviewer } from '../denial/fields/reviewer.ts';
import type { CaseContext } from '../folder.ts';
import { cite, makeFinding, pageOf, sentenceAround } from '../folder.ts';
import { scansOfCode } from '../scan-names.ts';

/** Below this age a pediatrician is the right field. */
const adultAge = 21;

/** `ordered` are the codes of the order, where the folder holds one. */
export function reviewerFindings(context: CaseContext, ordered: readonly string[]): readonly Finding[] {
  const { latest, rules } = context;
  const fromLetter = readReviewer(latest.letter, rules.reviewers);
  const claimFile = context.pages.filter(({ kind }) => kind === 'claim-file').map(({ page }) => page);
  const hit =
    fromLetter.rule === null && fromLetter.specialty === null
      ? readReviewer(joinPages(claimFile), rules.reviewers)
      : fromLetter;
  const span = hit.specialty?.span;
  if (hit.rule === null || hit.specialty === null || span === null || span === undefined) return [];
  const clinical = latest.denial.reasons.some(
    ({ value }) => value === 'MN' || value === 'EXP' || value === 'INF' || value === 'LOC',
  );
  if (!clinical || treats(context, hit.rule, ordered) !== false) return [];
  const page = pageOf([...latest.letter.pages, ...claimFile], span);
  const quote = page === undefined ? span : sentenceAround(page, span.start, span.end);
  const scan = latest.denial.scan?.value;
  const name = rules.scans.scans.find(({ id }) => id === scan?.scanId)?.name ?? 'this scan';
  return [
    makeFinding(
      'reviewer-not-qualified',
      'reviewer-specialty',
      `The reviewer's field is ${hit.specialty.value.toLowerCase()}, which does not treat the condition that the ${name} is for.`,
      [cite('denial', quote)],
      {
        ruleIds: [`specialty.${hit.rule.id}`],
        criterion: '29 CFR 2560.503-1(h)(3)(iii)',
        steps: [
          `Reviewer: ${hit.specialty.value}.`,
          `Scan: ${name}.`,
          'That field is not among those that treat this part of the body.',
        ],
      },
    ),
  ];
}

/** True where it does, false where it plainly does not, null where nothing can be said. */
function treats(context: CaseContext, specialty: SpecialtyRule, ordered: readonly string[]): boolean | null {
  if (specialty.regions.includes('any')) return true;
  if (specialty.regions.includes('child')) return treatsTheAge(context);
  if (treatsTheDiagnosis(context, specialty)) return true;
  const scans = scansAsked(context, ordered);
  if (scans.length === 0)
    return specialty.regions.length === 0 && specialty.modalities.length === 0 ? false : null;
  return scans.some(({ region, modality }) => {
    const wider = context.rules.scans.regions.find(({ id }) => id === region)?.within ?? [];
    return (
      specialty.modalities.includes(modality) ||
      [region, ...wider].some((each) => specialty.regions.includes(each))
    );
  });
}

/** Pediatrics: null where nothing tells the patient's age. */
function treatsTheAge({ latest, birthDate }: CaseContext): boolean | null {
  const on = latest.denial.letterDate?.value;
  if (birthDate !== null && on !== undefined) return ageOn(birthDate, on) < adultAge;
  const child = /\b(?:parent or guardian|your (?:son|daughter|child)|child|pediatric)\b/i.test(
    latest.letter.text,
  );
  return child ? true : null;
}

/** A field that treats a condition that the letter codes for: a urologist may judge a scan of the chest for kidney cancer. */
function treatsTheDiagnosis({ latest }: CaseContext, { icd }: SpecialtyRule): boolean {
  return latest.denial.diagnosisCodes.some(({ value }) => icd.some((begin) => value.startsWith(begin)));
}

/** What is scanned: in the letter's words, and by every code of letter and order (one stands for several parts of a limb). */
function scansAsked(
  context: CaseContext,
  ordered: readonly string[],
): readonly { readonly region: string; readonly modality: string }[] {
  const { denial } = context.latest;
  const inWords = denial.scan?.value;
  const codes = new Set([...denial.procedureCodes.map(({ value }) => value), ...ordered]);
  return [
    ...(inWords?.region == null ? [] : [{ region: inWords.region, modality: inWords.modality ?? '' }]),
    ...[...codes].flatMap((code) =>
      scansOfCode(code, context.rules.scans).map(({ scan }) => ({
        region: scan.region,
        modality: scan.modality,
      })),
    ),
  ];
}
