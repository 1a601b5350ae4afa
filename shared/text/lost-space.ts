/**
 * Places where a title, a sentence or a list's item stands right against the words before it: "light touch.Plan. 1.",
 * "R. Sousa, NPReason: knee", "from work.2. Plain films". Programs that print charts put a bold title behind the
 * text without a space, and readers of files lose line breaks.
 */

/** A full stop with no space behind it, and what can only begin anew. */
const behindStop =
  /(?<=[\p{Ll}\d%)]{2}[.?!;])(?=\p{Lu}\p{Ll}{2,}|\p{Lu}{2,}[ :]|[SOAP]:\s)|(?<=(?:\p{Ll}{2}|\p{Lu}{3})\)?[.?!])(?=\d{1,2}[.)](?: \p{Lu}|[ \t]*$)|\p{Lu}\d{1,2}[.)] \p{Lu}|\d{1,2}\/\d{1,2}\/\d{2}|\d{1,3}-\p{Lu}\.\d)/gmu;

/** A title with its mark, against a word or a degree: "painHistory.", "NPReason:". */
const behindWord = /(?<=\p{Ll}{3}|\p{Lu}{2}|\d{4})(?=\p{Lu}\p{Ll}{2,}(?: \p{Ll}+){0,2}(?::\s|\.\s\S))/gu;

/** Addresses, names of files and of sites have stops without spaces of their own. */
const address = /@|www\.|https?:|\/\/|\.(?:com|org|gov|net|edu|info|pdf|docx?|txt|jpe?g|png|xml|html?)\b/i;

/** Stops that shorten a word: "St.John", "Dr.Lee". */
const shortened = /(?:^|[^\p{L}])(?:dr|mr|mrs|ms|st|prof|no|vs|fig|ext|tel|inc|approx|jr|sr|ph)\.$/iu;

/** Offsets in `text` where new words begin without a space before them, in order. */
export function lostSpaces(text: string): number[] {
  const found = new Set<number>();
  for (const { index } of text.matchAll(behindStop)) {
    if (!shortened.test(text.slice(Math.max(0, index - 8), index)) && !address.test(wordAt(text, index)))
      found.add(index);
  }
  for (const { index } of text.matchAll(behindWord)) {
    if (!address.test(wordAt(text, index))) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

/** The unbroken run of signs around an offset. */
function wordAt(text: string, at: number): string {
  const before = /\S*$/.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? '';
  const after = /^\S*/.exec(text.slice(at, at + 60))?.[0] ?? '';
  return before + after;
}
