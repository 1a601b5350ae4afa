/** Whether two papers are about the same person: names and birth dates, compared with slips and short forms in mind. */
import type { IsoDate } from '../domain/kinds.ts';
import { foldOcr } from './ocr.ts';

export interface Identity {
  readonly name: string | null;
  readonly birthDate: IsoDate | null;
}

/** The words of a name, folded, without initials and titles. */
function nameWords(name: string): string[] {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(
      (word) =>
        word.length > 1 &&
        !/^(?:the|mr|mrs|ms|miss|dr|jr|sr|ii|iii|md|rev|reverend|pastor|father|rabbi|deacon|prof|professor)$/.test(
          word,
        ),
    )
    .map(foldOcr);
}

/**
 * 'same', 'other' or 'unknown'. Birth dates decide unless they differ by one slip; then, and without them, names do:
 * a shared last name with a different first name is another person ("Okoye, Simone" is not "Okoye, Desmond").
 */
export function comparePerson(a: Identity, b: Identity): 'same' | 'other' | 'unknown' {
  const names = compareNames(a.name, b.name);
  if (a.birthDate && b.birthDate) {
    if (a.birthDate === b.birthDate)
      return names === 'other' && !shareWord(a.name, b.name) ? 'unknown' : 'same';
    const slips = Array.from(a.birthDate).filter((char, i) => char !== b.birthDate?.[i]).length;
    return slips <= 1 && names === 'same' ? 'same' : 'other';
  }
  return names;
}

/** By their names alone: true where both are known and are those of two people. */
export function isOtherPerson(name: string | null, patient: string | null): boolean {
  return comparePerson({ name, birthDate: null }, { name: patient, birthDate: null }) === 'other';
}

function compareNames(a: string | null, b: string | null): 'same' | 'other' | 'unknown' {
  if (!a || !b) return 'unknown';
  const x = nameWords(a);
  const y = nameWords(b);
  if (x.length === 0 || y.length === 0) return 'unknown';
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  const missing = short.filter((word) => !long.some((other) => alike(word, other)));
  if (missing.length === 0) return short.length >= 2 || x.length === y.length ? 'same' : 'unknown';
  // "Ernesto Quintana-Lujan" and "Rubén Quintana-Lujan" share a family's double name, and are brothers.
  const [given, other] = [givenName(a, x), givenName(b, y)];
  if (!alike(given, other) && !x.includes(other) && !y.includes(given)) return 'other';
  // A middle name or a married name more or less; first and last words must not both differ.
  return short.length - missing.length >= 2 ? 'same' : 'other';
}

/** The first given name: the first word, or the first behind the comma of "Last, First". */
function givenName(name: string, words: readonly string[]): string {
  const behind = name.split(',')[1];
  return (behind === undefined ? undefined : nameWords(behind)[0]) ?? words[0] ?? '';
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  if (Math.min(a.length, b.length) < 5) return false;
  let same = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] === b[i]) same++;
  return Math.abs(a.length - b.length) <= 1 && same >= Math.max(a.length, b.length) - 1;
}

function shareWord(a: string | null, b: string | null): boolean {
  if (!a || !b) return true;
  const words = nameWords(b);
  return nameWords(a).some((word) => words.some((other) => alike(word, other)));
}
