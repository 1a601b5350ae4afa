/** Whether the reviewer's field treats the condition. A narrow test: only a plain mismatch is a finding. */
import type { Finding } from '../../domain/finding.ts';
import type { SpecialtyRule } from '../../domain/rules.ts';
import { ageOn } from '../../text/calendar.ts';
import { joinPages } from '../denial/letter-text.ts';
import { readReviewer } from '../denial/reviewer.ts';
import type { CaseContext } from '../folder.ts';
import { cite, makeFinding, sentenceAround } from '../folder.ts';

/** Below this age a pediatrician is the right field. */
const adultAge = 21;

export function reviewerFindings(context: CaseContext): readonly Finding[] {
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
  if (!clinical || treats(context, hit.rule) !== false) return [];
  const page = [...latest.letter.pages, ...claimFile].find(
    (p) => p.documentId === span.documentId && p.pageIndex === span.pageIndex,
  );
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
function treats(context: CaseContext, specialty: SpecialtyRule): boolean | null {
  const scan = context.latest.denial.scan?.value;
  if (specialty.regions.includes('any')) return true;
  // Fields that follow a disease, not a part of the body.
  const tumor = context.latest.denial.diagnosisCodes.some(({ value }) => /^(?:C|D[0-4]|Z85|R97)/.test(value));
  if (tumor && /^(?:oncology|pathology|nuclear-medicine)$/.test(specialty.id)) return true;
  if (specialty.regions.includes('child')) {
    const on = context.latest.denial.letterDate?.value;
    if (context.birthDate !== null && on !== undefined) return ageOn(context.birthDate, on) < adultAge;
    const child = /\b(?:parent or guardian|your (?:son|daughter|child)|child|pediatric)\b/i.test(
      context.latest.letter.text,
    );
    return child ? true : null;
  }
  if (scan === undefined || scan.region === null)
    return specialty.regions.length === 0 && specialty.modalities.length === 0 ? false : null;
  if (specialty.regions.includes(scan.region)) return true;
  if (scan.modality !== null && specialty.modalities.includes(scan.modality)) return true;
  const region = context.rules.scans.regions.find(({ id }) => id === scan.region);
  if (region?.within.some((wider) => specialty.regions.includes(wider))) return true;
  return false;
}
