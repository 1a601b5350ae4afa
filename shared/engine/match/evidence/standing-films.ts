/** Films of a standing patient: those of one who lies, which hide a lost joint space, are none. */
const standing = /\bstanding\b|\b(?<!non-?)weight[- ]?bearing\b|\b(?:taken|made|obtained) upright\b/i;
const lying =
  /\b(?:supine|recumbent|lying|stretcher|portable|cross-?table|non-?weight[- ]?bearing|not (?:weight[- ]?bearing|standing)|unable to stand)\b/i;

/** False where the words ask for films taken standing and the record says that these were taken otherwise. */
export function positionFits(asked: string, found: string): boolean {
  return !standing.test(asked) || !lying.test(found) || /\bstanding\b/i.test(found);
}
