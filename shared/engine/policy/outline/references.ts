/** Where in a line a label may stand, and what tells an item from the mention of one ("see 2.1"). */

/** Offsets of a line at which a label may stand. */
export function candidates(text: string): number[] {
  const out = [0];
  const inline =
    /(?<=[\s—–])(?:\((?:[a-z]|[ivx]{1,5}|\d{1,2}|[A-H]|[A-H]\d{1,2})\)|[A-Z]{1,2}[.-]?\d{1,2}(?:\.\d{1,2})?(?=[.):]?(?:\s|$))|\d{1,2}(?:\.\d{1,2}){1,3}(?:\.?[a-z]|\([a-z]\))?(?=[.):]?(?:\s|$))|\d{1,2}[.-][a-z](?=[.):]?(?:\s|$))|\d{1,2}\([a-z]\)(?=\s)|\[[ _x]?\]|[☐□]|[ivx]{1,4}[.)](?=\s)|[A-H][.)](?=\s)|\d{1,2}[.)](?=\s))/g;
  for (const match of text.matchAll(inline)) out.push(match.index);
  return out;
}

const referenceBefore =
  /(?:\b(?:sections?|items?|parts?|tables?|paragraphs?|criteri(?:on|a)|under|see|in|of|or|and|to|than|unless|both|either|with|by|rows?|steps?|from|through|per|if|for|except|policy|guideline|at|version|edition|chapter|article|appendix|subsections?|conditions?|within|meets?|also|not)\s*)$/i;

/** Words that make even a label at a line's start a mention. */
export const strongReference =
  /(?:\b(?:sections?|items?|parts?|tables?|paragraphs?|under|see|and|or|to|than|unless|both|steps?|through|per)\s*)$/i;

export const referenceAfter =
  /^(?:\s*[.):]?\s*(?:and|or|to|through)\s+(?:\(?[a-z0-9]{1,3}\)|[A-Z]?\.?\d)|\s*(?:is|are|was|were|applies|apply|above|below|does|do|holds?|alone|added|moved|raised|shortened|revised|reworded|changed|split|brought)\b|\s*[,;)]|\s*$(?!\n))/;

/** "see 2.1", "both (a) and (b)", "A.2 and A.4 do not apply": a mention of an item, not an item. */
export function isReference(before: string, rest: string, lineStart: boolean): boolean {
  const label =
    /^(?:(?:section|part|table|item|step|path(?:way)?|option|route|track|rule|criterion)\s+[\dA-Z]{1,4}(?:[.-][\dA-Z]{1,2})*|\([a-zA-Z0-9]{1,5}\)|\[[\s_x]?\]|[☐□•]|[A-Za-z0-9.()-]+)/i.exec(
      rest,
    )?.[0] ?? '';
  if (label.startsWith('[') || /^[☐□•]/.test(label)) return false;
  const after = rest.slice(label.length);
  const ended = /[.;:,!?)]\s*$/.test(before) || before.trim() === '';
  if (!lineStart && !label.startsWith('(') && !/[.;:!?)—–,]\s*$|[;,.:]\s*(?:and|or)\s*$/i.test(before))
    return true;
  if (!ended && (lineStart ? strongReference : referenceBefore).test(before)) {
    // "; and (b) a sign", "one of (a) …" open items; "sections 2.1", "unless 4.5" do not.
    const opener =
      /[;,:.]\s*(?:and|or)\s*$/i.test(before) ||
      (/^\((?:[ai1A]|I)\)$/.test(label) && /\bof:?\s*$/i.test(before));
    if (!opener) return true;
    if (/^\d/.test(label) && !/[;:.]\s*(?:and|or)\s*$/i.test(before)) return true;
  }
  if (lineStart && after.trim() === '') return false;
  if (after.trim() === '') return !/[:;.]\s*(?:(?:and|or)\s*)?$/i.test(before);
  return referenceAfter.test(after);
}
