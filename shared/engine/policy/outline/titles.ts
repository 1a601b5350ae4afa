/** Titles that run into their text ("Diagnostic. MRI for a finding …"): what tells them from a first sentence. */

const shape = /^((?:\p{Lu}|\d)[\p{L}\d/'’&,() -]{2,64}?)([.:])\s+(?=\S)/u;
/** Words that no title holds but a sentence does. */
const spoken =
  /\b(?:is|are|was|were|be|been|has|have|had|must|should|shall|may|can|will|do|does|applies|apply|requires?|asks?|within|means?)\b/i;

/** The title at the start of the text and where it ends (behind its stop); null where the text opens with a sentence. */
export function runInTitle(text: string): { readonly title: string; readonly length: number } | null {
  const match = shape.exec(text);
  const title = match?.[1];
  if (match === null || title === undefined || spoken.test(title)) return null;
  if (title.split(/\s+/).length > 7 || /^\d/.test(title)) return null;
  // "Two or more of these: …" announces a list.
  if (
    /^(?:any|all|both|each|either|one|two|three|four|at least)\b(?:.*\b(?:of|or more|these|following|needed|required)\b.*|\s*(?:two|three|four|five)?)$/i.test(
      title,
    ) ||
    /\b(?:of|following|these|with|for)$/i.test(title)
  )
    return null;
  if (/^(?:section|table|part|step)\s+[\dA-Z]{1,3}$/i.test(title)) return null;
  // "Dr. Smith", "e.g. …", "MRI vs. CT": a stop behind an abbreviation ends nothing.
  if (match[2] === '.' && /(?:^|\s)(?:dr|mr|mrs|ms|vs|no|st|e\.g|i\.e|etc|approx|incl)$/i.test(title))
    return null;
  return { title, length: title.length + 1 };
}
