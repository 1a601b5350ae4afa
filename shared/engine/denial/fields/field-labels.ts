/** The dictionary of a letter's labels: which field a label names, however it is abbreviated and punctuated. */
import type { LetterField } from '../../../domain/kinds.ts';
import type { LetterFieldRule } from '../../../domain/rules.ts';
import { isPattern } from '../../../text/pattern.ts';

export interface Known {
  readonly field: LetterField;
  readonly rank: number;
}

/** A label is a few words; longer ones are sentences. */
const longestLabel = 48;

/** The fields that a label may name, in their surest rank; none where the words are no label. */
export type Dictionary = (label: string) => readonly Known[];

const noFields: readonly Known[] = [];
const dictionaries = new WeakMap<readonly LetterFieldRule[], Dictionary>();

/** Looks each label up once for the same rules. */
export function dictionaryOf(rules: readonly LetterFieldRule[]): Dictionary {
  const made = dictionaries.get(rules);
  if (made !== undefined) return made;
  const known = new Map<string, readonly Known[]>();
  const dictionary: Dictionary = (raw) => {
    if (raw.length > longestLabel || !/[A-Za-z#]/.test(raw) || /:\s*\S/.test(raw)) return noFields;
    const label = plainLabel(raw).toLowerCase();
    if (label === '') return noFields;
    const cached = known.get(label);
    if (cached !== undefined) return cached;
    const best = fieldsOf(label, rules);
    // "Policy/Certificate number", "Claimant/Patient": a label where every part is one.
    const parts = label.split(/\s*\/\s*/).map((part) => fieldsOf(part, rules));
    if (parts.length > 1 && parts.every(({ size }) => size > 0))
      for (const [field, rank] of parts.flatMap((part) => [...part]))
        best.set(field, Math.min(rank, best.get(field) ?? rank));
    const found = [...best].map(([field, rank]) => ({ field, rank }));
    known.set(label, found);
    return found;
  };
  dictionaries.set(rules, dictionary);
  return dictionary;
}

function fieldsOf(label: string, rules: readonly LetterFieldRule[]): Map<LetterField, number> {
  const best = new Map<LetterField, number>();
  for (const { field, rank, pattern } of rules)
    if (isPattern(pattern, label)) best.set(field, Math.min(rank, best.get(field) ?? rank));
  return best;
}

/** "Mbr. No.:", "Your Member's ID #", "Diagnosis code(s)" in the plain form that the rules are written in. */
function plainLabel(raw: string): string {
  return raw
    .replace(/^\W+|[\s:.,]+$/g, '')
    .replace(/\((?:s|es)\)/gi, 's')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/['\u2019]s\b/g, '')
    .replace(/\s*(?:#|\b(?:no|nr|num|nbr)\b\.?)\s*$/i, ' number')
    .replace(/\b(?:no|nr|num|nbr)\.? (?=number)|,(?= number)/gi, '')
    .replace(/^(?:your|our|the|this|my)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
