/** What a letter counted of the member stands beside what it asks for: "must be at least 25 percent, and yours is 22". */

const ownValue =
  /(?:[,;:.]|\s[-\u2013\u2014])\s*(?:and |but |while |whereas |yet |though |however,? )*(?:yours|your (?:own )?(?:\w+ ){1,4}?|(?:it|this|that)|the (?:\w+ ){1,4}?(?:reported|recorded|given|found|sent|calculated|measured|stated|submitted|on file|in the (?:record|chart|notes?)|we have)(?: \w+){0,3}?|the (?:member|patient)(?:'|\u2019)s(?: \w+){0,2})\s*(?:is|was|are|were|came|comes|reads?|lies|stands|stood|has|had|shows?|showed|amounts?|amounted|measured|falls?|fell)\b[^;.]*(?:\.\d[^;.]*)*/gi;

/** The words without the clause that tells the member's own value: what is asked for stays. */
export function withoutOwnValue(text: string): string {
  return text.replaceAll(ownValue, '');
}
