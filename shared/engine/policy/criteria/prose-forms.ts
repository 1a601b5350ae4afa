/** What a sentence of prose puts round a criterion: the aim it serves, the case it is for, the kinds that will do. */

/** "…, so that the choice between scanning and biopsy may be understood": what it is good for is not asked for. */
const purpose = /,?\s+(?:so that|in order (?:that|to)|so as to|with the aim of|for the purpose of)\b[^.;]*/i;

/** The words without the aim they serve; the whole where nothing is left before it. */
export function withoutPurpose(text: string): string {
  const found = purpose.exec(text);
  return found === null || found.index < 12 ? text : text.replace(purpose, '');
}

const oneOf =
  /\b(?:at least one|one or more|any(?: one)?|one)\s+(?!of the following\b)[^.:;,]{3,60},?\s*\(?\s*(?:which (?:may|can|could) be(?: any of)?|that is(?: to say)?,?|namely,?|such as|being|for (?:example|instance),?|meaning|i\.e\.,?)\s+([^.;]+?)\)?\s*[.;]?$/i;

/** "At least one risk factor, which may be A, B, or C": the kinds that will do; null where it names fewer than two. */
export function kindsNamed(text: string): readonly string[] | null {
  const list = oneOf.exec(text)?.[1];
  if (list === undefined) return null;
  const marked = /,\s+or\s/i.test(list);
  // "A, B, or a parent, brother or sister who had it": the marked "or" closes the list; without one, the last does.
  const parts = list
    .split(
      marked
        ? /,\s+(?=or\s)|,\s+(?!\w+ or\b)|\s+or\s+(?=(?:an?|the|any)\s)/
        : /,\s+(?!\w+ or \w+ who\b)|\s+or\s+(?!\w+ who\b)/,
    )
    .map((part) => part.replace(/^(?:or|and)\s+/i, '').trim())
    .filter((part) => part.length > 2);
  return parts.length < 2 || !/\bor\b/i.test(list) ? null : parts;
}

const caseFirst =
  /^\W*(?:and\s+|also\s+|further(?:more)?,?\s+|in addition,?\s+)*(?:when|if|where|whenever|once|for|in)\s+([^,.;]{6,90}),\s+(?:then\s+)?(.{8,})$/is;

export interface Conditional {
  /** The case that it is for ("the nodule measures eight millimeters or more"). */
  readonly condition: string;
  readonly required: string;
}

/** "When the nodule measures eight millimeters or more, the chart states a probability": asked for in that case only; null for other forms. */
export function conditionalIn(text: string): Conditional | null {
  const [, condition, required] = caseFirst.exec(text) ?? [];
  return condition === undefined || required === undefined ? null : { condition, required };
}
