/** The member, where the letter's own lines mislead: a heading that looks like a name is nobody in the records. */
import type { PageText } from '../domain/page-text.ts';
import { escaped } from '../text/pattern.ts';
import { letterSpan } from './denial/letter-text.ts';
import type { ReadLetter } from './denial/read-denial.ts';
import { namesPerson } from './folder.ts';
import { mainPerson, readIdentity } from './segment/identity.ts';

/**
 * The letter with the person of the records for its member, where no record is about the name that was read and the letter
 * names that person elsewhere. Else one misread line would make the member's own chart somebody else's.
 */
export function withKnownMember(read: ReadLetter, records: readonly PageText[]): ReadLetter {
  const name = read.denial.memberName?.value ?? null;
  const people = records.map(({ text }) => readIdentity(text));
  // "Coronary CT" stands in the notes as well, and in none of their name lines.
  if (name === null || people.some((person) => namesPerson(person.name ?? '', name))) return read;
  const person = mainPerson(people)?.name ?? null;
  const words = person?.split(/[\s,]+/).filter((word) => word.length > 1) ?? [];
  const [one, two] = [words[0], words.at(-1)];
  if (one === undefined || two === undefined || words.length < 2) return read;
  const between = String.raw`(?:[ \t]+\p{L}\.?)?[ \t]+`;
  const found = new RegExp(
    String.raw`(?<!\p{L})(?:${escaped(one)}${between}${escaped(two)}|${escaped(two)}${between}${escaped(one)})(?!\p{L})`,
    'iu',
  ).exec(read.letter.text);
  return found === null
    ? read
    : {
        ...read,
        denial: {
          ...read.denial,
          memberName: {
            value: found[0],
            span: letterSpan(read.letter, found.index, found.index + found[0].length),
          },
        },
      };
}
