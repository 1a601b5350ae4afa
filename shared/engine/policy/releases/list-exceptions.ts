/** Lists of conditions below the words that announce them: "… except in the presence of:", "when the chart shows:". */
import type { Reader } from '../reader.ts';
import { conceptsIn } from '../vocabulary.ts';

/** Longest words that only announce a list of conditions ("the medical record that comes with the request documents any of"). */
const announcementLength = 110;

/** "the chart shows:", "any of these", "the member", or nothing: the conditions follow in a list. */
export function announcesList(condition: string, reader: Reader): boolean {
  const plain = condition.replace(/[\s:,–—-]+$/, '');
  return (
    plain.length < announcementLength &&
    !/[.;]$/.test(plain) &&
    (conceptsIn(plain, reader.rules).length === 0 ||
      /\b(?:following|these|below|any of|one of|either)\b[^,;.]{0,20}$/i.test(plain))
  );
}

/** "Six weeks of therapy, except in the presence of:", "… unless one of these is found": the item is asked for but for the list below it. */
const butFor =
  /^(?<kept>.{8,}?),?\s*\(?\b(?:unless|except(?:ing)?(?: (?:where|when|if|for|in(?: the)? (?:presence|case|event|setting)s? of|in|with))?|save (?:where|when|if|for|in|with)|other than (?:in|where|when|for|with)|but not (?:where|when|if|for|in|with))\b(?<condition>[^.;]{0,90})$/is;
/** "MRI is not covered unless:", "will be denied unless" announce what is asked for. */
const refusing =
  /\b(?:not|no|never|nor|denied|refused|rejected|declined|excluded|investigational|experimental|unproven|unless)\b/i;
/** "No CT in the last 12 months, unless:" asks that none was made. */
const noneLately =
  /^\W*(?:there (?:has been|have been|was|were) )?no (?:other |prior |previous |earlier |such |similar |second |repeat )*(?:MRI?|MRA|CT|CTA|PET(?:\/CT)?|DXA|scans?|stud(?:y|ies)|imaging|tests?|mammogra\w+|radiographs?|x-?rays?|ultrasounds?|endoscop\w+)\b(?!.*\b(?:not|never|denied|refused|rejected|declined|excluded)\b).*\b(?:in|within|for|during|over|since) (?:the )?(?:last|past|previous|prior|preceding|\d|\w+ (?:days|weeks|months|years))/is;

/** The words of an exception that announces a list; null where the sentence is none. */
export function exceptionIn(sentence: string, reader: Reader): string | null {
  const { kept, condition } = butFor.exec(sentence)?.groups ?? {};
  if (kept === undefined || condition === undefined || !announcesList(condition, reader)) return null;
  const asks = noneLately.test(kept) || (!refusing.test(kept) && conceptsIn(kept, reader.rules).length > 0);
  return asks ? condition : null;
}
