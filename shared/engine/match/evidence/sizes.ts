/** How large a record says that something is. */

/** A size of now: "grown by", "was", "than" tell another one. */
const measured =
  /(?<!\b(?:by|of growth|growth of|than|was|from|under|over|above|below|to|prev(?:ious(?:ly)?)?|prior|formerly|-)[\s(]+)(?<![\d.-])(\d{1,3}(?:\.\d)?)(?:\s*x\s*\d{1,3}(?:\.\d)?){0,2}\s*(mm|cm)\b/i;

/** The first size in the words, in millimetres; null where they give none. */
export function sizeIn(words: string): number | null {
  const [, value, unit] = measured.exec(words) ?? [];
  if (value === undefined) return null;
  return Number(value) * (unit?.toLowerCase() === 'cm' ? 10 : 1);
}
