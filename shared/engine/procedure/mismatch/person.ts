/** Age and date of birth in the letter against the chart. */
import type { Finding } from '../../../domain/finding.ts';
import type { Span } from '../../../domain/page-text.ts';
import { ageOn } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { statedAges } from '../../denial/claims/stated-ages.ts';
import { birthDatesOn, cite, makeFinding } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { lineAt, lineOfPage, ownRecords } from './own-pages.ts';

/** "Enrollee age on file: 48" in the head of the letter. */
const labelledAge =
  /\b(?:(?:member|patient|enrollee|subscriber|participant|beneficiary|insured|claimant)(?:['\u2019]s)? )?age(?: (?:on file|in our (?:file|records)|at (?:the )?(?:time of )?(?:request|decision|review)))?\s*:\s*\d{1,3}\b/i;

/** "You are a 47-year-old woman" against the date of birth. */
export function age(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const on = denial.letterDate?.value;
  if (context.birthDate === null || on === undefined) return [];
  const actual = ageOn(context.birthDate, on);
  const names = (denial.memberName?.value ?? '').match(/\p{L}[\p{L}'\u2019-]{2,}/gu) ?? [];
  for (const sentence of sentences) {
    if (!sentence.rationale && !labelledAge.test(sentence.text)) continue;
    const stated = statedAges(sentence.text, names)[0]?.years;
    if (stated === undefined || Math.abs(stated - actual) <= 1) continue;
    const span = letterSpan(letter, sentence.start, sentence.end);
    const record = birthPlaces(context)[0];
    if (span === null || record === undefined) continue;
    return [
      makeFinding(
        'fact-mismatch',
        'age',
        `The denial gives the age as ${stated}; by the date of birth in the chart it is ${actual}.`,
        [
          cite('denial', span),
          ...birthPlaces(context)
            .slice(0, 4)
            .map((place) => cite('record', place)),
        ],
        {
          ruleIds: ['fact.age'],
          steps: [
            `Born ${context.birthDate}.`,
            `On ${on} that is ${actual} years.`,
            `The letter says ${stated}.`,
          ],
        },
      ),
    ];
  }
  return [];
}

/** A date of birth on the letter that is not the chart's. */
export function identity(context: CaseContext): readonly Finding[] {
  const { letter } = context.latest;
  const onLetter = birthDatesOn(letter.text);
  const stated = onLetter[0];
  const places = birthPlaces(context);
  if (
    stated === undefined ||
    context.birthDate === null ||
    onLetter.includes(context.birthDate) ||
    places.length < 2
  )
    return [];
  const hit = readDates(letter.text).find(({ iso }) => iso === stated);
  const span = hit === undefined ? null : letterSpan(letter, hit.start, hit.end);
  if (span === null) return [];
  return [
    makeFinding(
      'fact-mismatch',
      'patient-identity',
      `The letter gives the date of birth as ${stated}; the charts have ${context.birthDate}.`,
      [cite('denial', lineAt(context, span)), ...places.slice(0, 3).map((place) => cite('record', place))],
      { ruleIds: ['fact.identity'], steps: [`Letter: ${stated}.`, `Charts: ${context.birthDate}.`] },
    ),
  ];
}

/** Lines of the member's own pages that bear the date of birth; one a page, for a pile is one document. */
function birthPlaces(context: CaseContext): readonly Span[] {
  return ownRecords(context).flatMap((entry) => {
    const { text } = entry.page;
    const hit = readDates(text).find(
      ({ iso, start }) =>
        iso === context.birthDate &&
        /(?:dob|birth|born|d\.o\.b\.)\W*$/i.test(text.slice(Math.max(0, start - 18), start)),
    );
    return hit === undefined ? [] : [lineOfPage(entry, hit.start, hit.end)];
  });
}
