/** Ages that a section's heading names ("Adults (18 and over)", "Children (under 18)"), and the patient's own. */
import type { ClinicalFact } from '../../../domain/record.ts';

export interface AgeRange {
  readonly min: number;
  readonly max: number;
}

const oldest = 200;
/** Ages of one chart may differ by a birthday; more than that and the age is not known. */
const mostApart = 2;

/** "ages 50 to 80", "aged 50\u201377", "from 50 through 80 years of age": both bounds are named. */
const between =
  /\b(?:ages?|aged|from)(?: of| from| between)? (\d{1,2}) ?(?:to|through|and|-|\u2013) ?(\d{1,2})\b(?! ?(?:weeks|months|days|mm|cm))/i;

/** The range in years; null where the heading names none. */
export function agesOfHeading(heading: string): AgeRange | null {
  const both = between.exec(heading);
  if (both !== null) return { min: Number(both[1]), max: Number(both[2]) };
  const over =
    /\b(?:age[ds]? )?(\d{1,2})(?: years)?(?: of age)?(?:,? (?:and|or) (?:over|older|above|up)|\+)/i.exec(
      heading,
    );
  if (over !== null) return { min: Number(over[1]), max: oldest };
  const under = /\b(?:under|younger than|below)(?: the)?(?: age)?(?: of)? (\d{1,2})\b/i.exec(heading);
  if (under !== null) return { min: 0, max: Number(under[1]) - 1 };
  return null;
}

/** The patient's age in years as the record states it; null where it states none, or several. */
export function ageOfPatient(facts: readonly ClinicalFact[]): {
  readonly years: number;
  readonly fact: ClinicalFact;
} | null {
  const ages = facts.flatMap((fact) => {
    const quantity = fact.concept === 'age' ? fact.measure?.quantity : undefined;
    return fact.context.experiencer !== 'patient' ||
      quantity === undefined ||
      quantity === null ||
      !quantity.unit.startsWith('year')
      ? []
      : [{ years: quantity.value, fact }];
  });
  const first = ages[0];
  if (first === undefined || ages.some(({ years }) => Math.abs(years - first.years) > mostApart)) return null;
  return first;
}

/** True where the heading is for persons of another age than the patient's. */
export function isForOtherAge(heading: string, facts: readonly ClinicalFact[]): boolean {
  const range = agesOfHeading(heading);
  const age = ageOfPatient(facts)?.years;
  return range !== null && age !== undefined && (age < range.min || age > range.max);
}
