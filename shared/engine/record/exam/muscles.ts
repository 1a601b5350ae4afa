/** Which muscle a strength grade belongs to, and which names mean the same one. */

/** Each group under one name, with the ways charts write it. The root levels stand with it for the reader. */
const groups: readonly (readonly [string, RegExp])[] = [
  // L5
  ['great toe', /\b(?:ehl|ext\w* hallucis\w*|hallucis|(?:great |big )?toe (?:ext\w*|dorsi\w*))\b/i],
  // L4, L5
  [
    'foot lifting',
    /\b(?:ta|ant(?:erior)? tib\w*|tib(?:ialis)? ant\w*|(?:ankle |foot )?dorsi ?flex\w*|df)\b/i,
  ],
  // S1
  ['foot lowering', /\b(?:(?:ankle |foot )?plantar ?flex\w*|pf|gastroc\w*)\b/i],
  // L3, L4
  ['knee straightening', /\b(?:quads?|quadriceps|knee ext\w*)\b/i],
  ['knee bending', /\b(?:hamstrings?|knee flex\w*)\b/i],
  // L2
  ['hip bending', /\b(?:ilio)?psoas\b|\bhip flex\w*\b/i],
  ['hip spreading', /\bhip abd\w*\b|\bglut\w*\b/i],
  // C5
  ['deltoid', /\bdeltoids?\b|\bshoulder abd\w*\b/i],
  // C6
  ['biceps', /\bbiceps\b|\belbow flex\w*\b/i],
  ['wrist lifting', /\bwrist ext\w*\b/i],
  // C7
  ['triceps', /\btriceps\b|\belbow ext\w*\b/i],
  ['wrist bending', /\bwrist flex\w*\b/i],
  // C8, T1
  ['grip', /\bgrip\b/i],
  ['fingers', /\b(?:interossei|intrinsics|finger (?:ext|abd|flex)\w*)\b/i],
  ['supraspinatus', /\bsupra\w*\b|\bempty can\b/i],
  ['outward rotation', /\binfra\w*\b|\bexternal rotation\b|\bER\b/],
  ['inward rotation', /\bsubscap\w*\b|\binternal rotation\b|\bIR\b/],
];
const names = new RegExp(groups.map(([, pattern]) => pattern.source).join('|'), 'gi');
const anyGrade = /(?<![\d/.-])[0-5]\s?[+-]?\s?\/\s?5(?![\d/])/g;

/** The group a name belongs to, or "strength" where it names none. */
export function muscleGroup(name: string): string {
  return groups.find(([, pattern]) => pattern.test(name))?.[0] ?? 'strength';
}

/**
 * The muscle named beside the grade `[start, end)` of a sentence: before it ("EHL 4/5, TA 5/5"), or behind it where
 * the sentence puts its grades first ("5/5 quads and TA, 4/5 EHL"). Empty where it names none.
 */
export function muscleBeside(
  text: string,
  sentence: { readonly start: number; readonly end: number },
  start: number,
  end: number,
): string {
  const words = text.slice(sentence.start, sentence.end);
  const grades = [...words.matchAll(anyGrade)].map((m) => ({
    start: sentence.start + m.index,
    end: sentence.start + m.index + m[0].length,
  }));
  const first = grades[0];
  const gradesFirst =
    first !== undefined &&
    !has(text.slice(sentence.start, first.start)) &&
    has(text.slice(first.end, first.end + 25));
  if (gradesFirst) {
    const next = grades.find((grade) => grade.start >= end);
    return text.slice(end, next?.start ?? sentence.end).match(names)?.[0] ?? '';
  }
  return text.slice(sentence.start, start).match(names)?.at(-1) ?? '';
}

function has(words: string): boolean {
  names.lastIndex = 0;
  return names.test(words);
}
