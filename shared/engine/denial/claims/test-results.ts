/**
 * "The scans of December showed no sign of cancer", "no evidence of recurrence": what a test of the past found, or that the cancer
 * has not come back or grown. It claims nothing of whether the patient ever had one.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';

const study = String.raw`\b(?:scans?|CTs?|MRIs?|PET(?:\/CT)?|x-?rays?|imaging|images?|ultrasounds?|mammograms?|colonoscop\w+|endoscop\w+|cystoscop\w+|stud(?:y|ies)|tests?|films?|reports?|exam(?:ination)?s?|biops(?:y|ies)|follow-?ups?|visits?)\b`;
const disease = String.raw`\b(?:cancers?|tumou?rs?|disease|recurren\w+|metasta\w+|malignan\w+|lymphoma|lesions?|spread|growth|relapse)\b`;
const foundNone = new RegExp(
  String.raw`${study}[^.;]{0,140}\b(?:show\w*|found|finds?|reveal\w*|demonstrat\w+|detect\w*|read|saw|(?:is|was|were|are|came back|been))\b[^.;]{0,30}\b(?:no|without|free of|negative for|clear of|nothing)\b[^.;]{0,50}${disease}`,
  'i',
);
/** "No growth of the cancer", "no proof that your tumor has spread": the disease is taken as there. */
const notWorse = new RegExp(
  String.raw`\b(?:growth|spread|progress(?:ion)?|enlargement|worsening|advance|extension|increase|change) (?:of|in|by) (?:the|your|this|that|his|her|any known) (?:\w+ ){0,2}?${disease}|\b(?:the|your|this|that|his|her) (?:\w+ ){0,2}?${disease} (?:has|had|have|is|was|were|are) (?:\w+ )?(?:grown|growing|spread|spreading|progress\w+|worse\w*|advanc\w+|enlarg\w+|chang\w+)`,
  'i',
);
const notBack =
  /\b(?:no|without|nor|not)\b[^.;]{0,40}\b(?:recurren\w+|recurred|relapsed?|returned|come back|came back|residual|remaining|active|progressi\w+|new (?:disease|metasta\w+|lesions?|tumou?rs?))\b|\b(?:cancer|tumou?r|disease)[- ]free\b|\bin (?:complete )?remission\b|\bno evidence of disease\b/i;

/** Whether the claim that there is no cancer is only what a test of the past found. */
export function isResultOfTest({ concept, claim, span }: DenialAssertion): boolean {
  if (concept !== 'malignancy' || (claim !== 'absent' && claim !== 'normal')) return false;
  const words = span.quote.replace(/\s+/g, ' ');
  // "Your records show no history of cancer" speaks of the whole past.
  if (/\b(?:history|hx|ever|never|diagnos\w+) (?:\w+ )?(?:of|had)?\b/i.test(words)) return false;
  return foundNone.test(words) || notBack.test(words) || notWorse.test(words);
}
