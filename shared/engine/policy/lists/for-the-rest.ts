/** Lists for those whom the list above them does not fit. */

/** What a list of situations or danger signs is called once it has been given. */
const signs =
  '(?:(?:warning|alarm|danger|red|high[- ]risk|urgent|such|focal|these|those|any|of|the|listed|serious|worrisome|worrying|concerning|specific) )*(?:signs?|flags?|symptoms?|features?|findings?|conditions?|situations?|circumstances?|exceptions?|warnings?|reasons?|indications?|factors?|them|these|those|above|following|list)';

const openings: readonly RegExp[] = [
  /^\W*(?:or|alternatively|otherwise|failing (?:that|these|those|this|any)|else)\b/i,
  // "If there is no warning sign, …", "Where none of these is present, …", "When the chart shows no red flag, …"
  new RegExp(
    `^\\W*(?:if|when|where|should|unless|as long as|in case)\\b(?: [\\w’'-]+){0,5}? (?:no|none|neither|without|not one|lacks?)(?: of)?(?: (?:the|these|those|any))* ?${signs}\\b`,
    'i',
  ),
  // "Without any of these signs, …", "In the absence of a red flag, …", "Absent such features, …", "No warning sign: …"
  new RegExp(
    `^\\W*(?:(?:(?:headaches?|pain|members?|patients?|persons?|people|those|anyone|someone|everyone|in (?:a )?(?:members?|patients?|persons?|people)|for (?:those|members?|patients?|people|anyone))\\b(?: [\\w’'-]+){0,3}? )?(?:without|absent|in the absence of|with none of|who (?:has|have|shows?) (?:no|none of)|having (?:no|none of)|no|none of)(?: (?:an?|the|any|of|all))* ?${signs})\\b`,
    'i',
  ),
  // "In all other cases …", "For every other member …", "Everyone else …"
  /^\W*(?:(?:in|for|with) )?(?:(?:all|any|every) other\b|(?:everyone|everybody|anyone|all|everything) else\b|other(?:s|wise| (?:cases?|members?|patients?|persons?|people|requests?|situations?|headaches?|pain))\b|the (?:rest|others|remainder)\b)/i,
];

/** "If there is no warning sign, MRI is covered when all are true": an alternative to the list above it, not asked for beside it. */
export function isForTheRest(words: string): boolean {
  return openings.some((opening) => opening.test(words));
}
