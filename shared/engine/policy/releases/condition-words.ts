/** The words of a release that say when it holds, without why it does and without what only explains them. */

/** "…, because loading an injured bone may complete the break": why the policy releases, and no further condition. */
const reasonBehind =
  /,\s+(?:because(?! of\b)|inasmuch as|seeing that|given that|(?:since|as|for) (?:an? |the |any |such |this |further )?(?:delay\w*|waiting|loading|treatment|therapy|exercise|risk|harm|danger|it|they|these|that|movement|postpon\w+|early|prompt)\b)[^;]*$/is;

/** "Under Section C (suspected stress fracture) or Section D (tumor, infection)": whom the sections are for, in the policy's own words. */
function glossesAlone(where: string): string {
  const glossed =
    /\b(?:(?:sections?|parts?|items?|paths?|paragraphs?|indications?)\s+)?[A-Z\d][\w.-]{0,5}\s+\(([^()]{4,80})\)/gi;
  const glosses = [...where.matchAll(glossed)].map(([, gloss = '']) => gloss);
  const rest = where
    .replace(glossed, ' ')
    .replace(/\b(?:and|or|under|in|for|of|both|either|any)\b|[,;.\s]/gi, '');
  return glosses.length > 0 && rest === '' ? glosses.join('; ') : where;
}

/** "Where instability is documented, that is, opening against the other side": explained, not added to. */
const explained = /,?\s*[,(–—]\s*(?:that is|i\.?e\.?|namely|meaning|which means|defined as)\b.*$/is;

/** What must hold, in the policy's words. */
export function conditionWords(words: string): string {
  return glossesAlone(words.replace(reasonBehind, '')).replace(explained, '');
}
