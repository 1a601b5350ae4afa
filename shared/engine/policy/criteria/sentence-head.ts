/** What a sentence says of the scan itself ("MRI is covered when …", "…, the scan is approved") beside what it asks for. */
import { conditionBehindRefusal } from './refusals.ts';
import { saysOnly, type Names } from './sentence-parts.ts';

const scan =
  '(?:MR|MRI|MRA|MRCP|MR \\w+|CTA?|CCTA|PET(?:[/ -]CT| with CT)?|SPECT|scans?|imaging|stud(?:y|ies)|tests?|examinations?|arthrogra\\w+|requests?|it|(?:magnetic resonance|computed tomograph|positron emission)\\w*)';
const granted =
  '(?:covered|approved|supported|accepted|allowed|authori[sz]ed|medically necessary|necessary|indicated|appropriate|justified|payable|paid(?: for)?|warranted|reasonable|established|eligible|granted|certified|proven|in order)';
const aux = '(?:is|are|may be|will be|can be|shall be|has been|becomes?)';
const adverbs =
  '(?:(?:also|likewise|then|only|thus|therefore|considered|deemed|generally|usually|normally|further|equally|additionally|again|ordinarily|regarded as|held to be|found)\\s+)*';
/** What opens the conditions behind it. */
const opener =
  '(?:when|where|if|for|in|after|once|on|upon|provided|providing|so long as|as long as|only|with|who|whose|to|because|following|as soon as|under)';

const passive = new RegExp(
  `^(?<who>[^.;]*?)\\b${aux} ${adverbs}${granted}(?: (?:once(?! (?:in|every|each|per)\\b)|at once|as a first test|on a single occasion))?,?(?: (?:and )?(?:without|with no) [^,;]{3,60},)?\\s+(?=${opener}\\b)`,
  'i',
);
const active = new RegExp(
  `^(?:(?:also|likewise|further),? )?(?:we|(?:the |this |our )?[\\w'’-]+(?: [\\w'’-]+){0,3}?) (?:also |likewise |will |shall |then )*(?:covers?|approves?|pays? for|allows?|accepts?|authori[sz]es?|agrees? to|supports?)\\s+(?:[^.;,]{0,90}?\\s)?(?=(?:when|where|if|for|in|after|once|provided|so long as|as long as|only)\\b)`,
  'i',
);
const behind = new RegExp(
  `,\\s+(?:then )?(?:an? |the |this |that |such |one |further )*(?:\\w+ ){0,3}?${scan}\\b[^,;]{0,60}?\\b${aux} ${adverbs}${granted}\\b[^;]*$`,
  'i',
);
/** "For a man who has never had a biopsy, the Plan covers one study if …" */
const grantedBetween = new RegExp(
  `,\\s+(?:(?:the |this |our )?(?:[\\w'’-]+ ){0,3}?(?:covers?|approves?|allows?|accepts?)|(?:an? |the |one |this )*(?:\\w+ ){0,3}?${scan}\\b[^,;]{0,40}?\\b${aux} ${adverbs}${granted})\\b[^,;.]{0,40}?\\s(?=(?:when|if|where|only|provided|once|after|so long as|as long as)\\b)`,
  'i',
);
const caseFirst =
  /^\W*(?:(?:and|also|in addition|further(?:more)?),?\s+)*(?:when|where|if|once|whenever|after|provided|in|for|as soon as)\b/i;
/** "A member who has completed treatment is covered when …": whom it is for is asked for as well. */
const person =
  /\b(?:members?|patients?|persons?|people|adults?|child(?:ren)?|wom[ae]n|m[ae]n|those|anyone|smokers?)\b.*\b(?:who|whose|whom|with)\b/i;

/** The words that say what must be shown: without what they say of the scan; the sentence itself where it says nothing of one. */
export function askedIn(sentence: string, given: Names): readonly string[] {
  const text = sentence.trim();
  const names = (words: string): boolean => given.all(words).length > 0;
  const refusal = conditionBehindRefusal(text);
  if (refusal !== null && names(text.slice(refusal))) {
    // "In a member below the age of 50, MRI is not approved until …"
    const whom = forWhom.exec(text.slice(0, refusal))?.groups?.['whom'];
    return [...(whom !== undefined && names(whom) ? [whom] : []), text.slice(refusal).trim()];
  }
  if (caseFirst.test(text)) {
    const middle = grantedBetween.exec(text);
    if (middle !== null) {
      const parts = [text.slice(0, middle.index), text.slice(middle.index + middle[0].length)];
      if (parts.every(names))
        return parts.map((part) => part.trim()).filter((part) => !saysOnly(given.all(part), part));
    }
    const end = behind.exec(text)?.index;
    return end === undefined || !names(text.slice(0, end)) ? [text] : [text.slice(0, end)];
  }
  const found = passive.exec(text);
  if (found !== null && names(text.slice(found[0].length))) {
    const who = found.groups?.['who'] ?? '';
    const rest = text.slice(found[0].length);
    return person.test(who) && names(who) ? [who.trim(), rest] : [rest];
  }
  const granting = active.exec(text);
  return granting !== null && names(text.slice(granting[0].length))
    ? [text.slice(granting[0].length)]
    : [text];
}

const forWhom =
  /^\W*(?<whom>(?:in|for) (?:an? |the |all |any )?(?:members?|patients?|persons?|people|adults?|child(?:ren)?|wom[ae]n|m[ae]n|those|anyone)\b[^,.;]{3,80}),/i;

const opens =
  /^(?:(?:and|or|also),?\s+)*(?:only\s+)?(?:when|where|if|provided(?: that)?|providing that|so long as|as long as|that)\s+/i;

/** A clause without the word that joins it to the sentence: "when no film was taken" begins with what it asks. */
export function withoutOpener(clause: string): string {
  const plain = clause.replace(opens, '').trim();
  return plain.length < 4 ? clause : plain;
}
