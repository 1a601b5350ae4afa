/** Age and date of birth in the letter against the chart. */
import type { Finding } from '../../../domain/finding.ts';
import type { Span } from '../../../domain/page-text.ts';
import { ageOn } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { spanOf } from '../../../text/spans.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { birthDatesOn, cite, makeFinding } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { lineAt, ownRecords } from './own-pages.ts';

/** "You are a 47-year-old woman" against the date of birth. */
export function age(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const on = denial.letterDate?.value;
  if (context.birthDate === null || on === undefined) return [];
  const actual = ageOn(context.birthDate, on);
  for (const sentence of sentences) {
    if (!sentence.rationale) continue;
    const match =
      /\b(?:you are(?: an?)?|patient is(?: an?)?|member is(?: an?)?|in an?|for an?|this|a|an|aged?|(?:(?:M[rs]s?|Ms)\.?\s+[\p{L}'\u2019-]+|s?he)\s+is)\s+(\d{1,3})[- ]?(?:year|yr)s?[- ]?(?:old)?\b|\b(?:age(?:d)?:?|(?:man|woman|male|female|person|patient|member|lady|gentleman|girl|boy|child) of)\s+(\d{1,3})\b(?! ?(?:mg|mm|cm|%))/iu.exec(
        sentence.text,
      );
    const stated = Number(match?.[1] ?? match?.[2] ?? Number.NaN);
    if (match === null || Number.isNaN(stated) || Math.abs(stated - actual) <= 1) continue;
    if (
      /\b(?:over|under|older|younger|above|below|at least|more than|less than|until|before)\s*$/i.test(
        sentence.text.slice(0, match.index + match[0].search(/\d/)),
      )
    )
      continue;
    // "The radiation was given after age 30": of another time.
    if (
      /\b(?:after|at|since|from|by|through|past|beyond|between|and|to)\s+age\s/i.test(
        sentence.text.slice(Math.max(0, match.index - 9), match.index + 4),
      )
    )
      continue;
    // The letter must speak of this person, not of persons of that age.
    if (
      !/\b(?:you|your|member|patient|woman|man|male|female|girl|boy|m[rs]s?|s?he|h[ei][rs])\b/i.test(
        sentence.text,
      )
    )
      continue;
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

/** Lines of the member's own pages that bear the date of birth; one a document. */
function birthPlaces(context: CaseContext): readonly Span[] {
  const seen = new Set<string>();
  return ownRecords(context).flatMap(({ page }) => {
    const hit = readDates(page.text).find(
      ({ iso, start }) =>
        iso === context.birthDate &&
        /(?:dob|birth|born|d\.o\.b\.)\W*$/i.test(page.text.slice(Math.max(0, start - 18), start)),
    );
    if (hit === undefined || seen.has(page.documentId)) return [];
    seen.add(page.documentId);
    const from = page.text.lastIndexOf('\n', hit.start) + 1;
    const to = page.text.indexOf('\n', hit.end);
    return [spanOf(page, from, to < 0 ? page.text.length : to)];
  });
}
