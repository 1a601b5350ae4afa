/** Who decided, and in which field that person is certified, as the letter or claim file says it. */
import type { Sourced } from '../../../domain/denial.ts';
import type { ReviewerRules, SpecialtyRule } from '../../../domain/rules.ts';
import { findPattern } from '../../../text/pattern.ts';
import { squeeze } from '../../../text/spans.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';

const degree = String.raw`(?:M\.?D\.?|D\.?O\.?|MBBS|D\.?P\.?M\.?|D\.?C\.?|PharmD|R\.?N\.?|N\.?P\.?|PA-?C?|Ph\.?D\.?)`;
const fullName = String.raw`(?:[A-Z][\p{L}'\u2019-]+|[A-Z]\.)(?:\s[A-Z][\p{L}'\u2019-]+|\s[A-Z]\.?(?!\p{L})){1,3}`;
/** A name with a degree behind it, or a title before it. */
const person = String.raw`(?:(?:Dr\.? )?(${fullName}),?\s+${degree}(?![A-Za-z])|Dr\.?\s(${fullName}))`;
const cues = String.raw`(?:(?:decision|determination|judgment|case|request|review|claim|denial|conclusion|reconsideration)(?:\s+\S+){0,3}?\s+(?:was|is|were|has\s+been)\s+(?:made|decided|reviewed|considered|examined|assessed|handled|determined|done|looked\s+at|carried\s+out|completed|performed|rendered|conducted|evaluated)\s+by|(?:reviewed|decided|determined|denied|considered)\s+by|(?:decision|determination)\s+(?:made\s+)?by|(?:review|decision|determination)\s+(?:was|is)\s+by|(?:decision|determination|judgment|opinion)\s+(?:is|was)\s+(?:that|the\s+work)\s+of|who\s+(?:decided|reviewed|made|looked\s+(?:at|into)|read|studied|handled|judged|considered|examined)(?:\s+(?:is|it|this|my\s+\w+|your\s+\w+|the\s+\w+))*\??|(?:physician|doctor|medical\s+director)\s+(?:who\s+)?(?:made|decided)\s+(?:this|the)\s+(?:decision|determination|review)|(?:physician|doctor|clinician|specialist)\s+who\s+(?:advised|counsel+ed|answered|assisted)(?:\s+(?:us|the\s+\w+))?(?:\s+(?:is|was))?|(?:judge?ment|opinion|advice|view|finding)(?:\s+\S+){0,4}?\s+(?:was|is|came)\s+(?:supplied\s+by|given\s+by|furnished\s+by|provided\s+by|from)|(?:(?:reviewing|deciding)\s+(?:physician|doctor|clinician|specialist)|doctor\s+who\s+(?:reviewed|decided|looked)|physician\s+reviewer|clinical\s+reviewer|medical\s+director|reviewer|peer\s+reviewer|reviewed\s+and\s+signed)|(?:doctor|physician|clinician|specialist|medical\s+director)\s+(?:has\s+)?(?:looked\s+(?:at|over|into)|reviewed|considered|went\s+over|checked|studied|read)\s+(?:the|your|this)\s+(?:request|case|claim|file|records?|papers|notes)|decision[- ]?maker|determining\s+(?:physician|doctor)|person\s+who\s+(?:decided|reviewed|made)(?:\s+(?:is|it|this|the\s+\w+))*\??|(?:physician|doctor|medical\s+director)\s+(?:who\s+)?(?:made|decided)\s+(?:this|the)\s+(?:decision|determination|review)|reviewed\s+by\s+a\s+(?:physician|doctor))`;

export interface ReviewerHit {
  readonly name: Sourced<string> | null;
  readonly specialty: Sourced<string> | null;
  /** The specialty as the rules know it; null where no rule does. */
  readonly rule: SpecialtyRule | null;
}

/** The reviewer named in the letter, or nulls. */
export function readReviewer(letter: LetterText, rules: ReviewerRules): ReviewerHit {
  const text = letter.text;
  const exact = new RegExp(person, 'u');
  for (const cue of text.matchAll(new RegExp(cues, 'giu'))) {
    const from = cue.index;
    const windowText = text.slice(from, from + 420);
    const match =
      exact.exec(windowText.slice(0, cue[0].length + 70)) ??
      nameBehindField(exact, windowText, cue[0].length);
    const sentenceEnd = endOfReviewer(windowText, (match?.index ?? cue[0].length) + (match?.[0].length ?? 0));
    const about = windowText.slice(0, sentenceEnd);
    const specialty = specialtyIn(letter, about, from, rules);
    if (
      (match?.[1] ?? match?.[2]) === undefined &&
      (specialty === null || !/board|certif|specialty|diplomate|physician|doctor/i.test(about))
    )
      continue;
    const nameStart =
      from + (match?.index ?? 0) + (match === null ? 0 : match[0].indexOf(match[1] ?? match[2] ?? ''));
    const found = match?.[1] ?? match?.[2];
    const name =
      found === undefined
        ? null
        : { value: squeeze(found), span: letterSpan(letter, nameStart, nameStart + found.length) };
    return { name, specialty: specialty?.sourced ?? null, rule: specialty?.rule ?? null };
  }
  const active = decidedByName(letter, rules);
  if (active.name !== null) return active;
  const signed = signedBy(letter, rules);
  if (signed.name !== null) return signed;
  return besideSpecialty(letter, rules) ?? decidedByOffice(letter, rules);
}

/** "by a physician board certified in oncology and hematology, Lena Orr, MD.": the name at the end of the sentence. */
function nameBehindField(exact: RegExp, text: string, from: number): RegExpExecArray | null {
  const sentence = text.slice(0, endOfReviewer(text, from));
  const match = exact.exec(sentence);
  return match !== null &&
    /certif|diplomate|special/i.test(sentence) &&
    !asks.test(text.slice(from, match.index))
    ? match
    : null;
}

/** Who asks for the scan, treats the patient or gets a copy is no reviewer, though a field may stand behind the name. */
const asks =
  /\b(?:request\w*|order\w*|refer\w*|ask(?:s|ed)?|submit\w*|your (?:doctor|provider|physician)|treat\w*|prescrib\w*|provider|practitioner|primary care|pcp|copy|cc|from|saw|seen)\b[^.\n]*$/i;

/** "Dr. Lena Orr, Neurology.", "Lena Orr, MD, board certified in neurology": no cue but the field right behind the name. */
function besideSpecialty(letter: LetterText, rules: ReviewerRules): ReviewerHit | null {
  const text = letter.text;
  for (const match of text.matchAll(new RegExp(person, 'gu'))) {
    const found = match[1] ?? match[2] ?? '';
    const end = match.index + match[0].length;
    const behind = /^[,\s(]{1,4}(?:[^.;\n(]|\n(?!\n)){3,90}/.exec(text.slice(end, end + 96))?.[0] ?? '';
    const specialty = specialtyIn(letter, behind, end, rules);
    if (specialty === null || !introduces.test(behind.slice(0, behind.indexOf(specialty.sourced.value))))
      continue;
    const before = text.slice(Math.max(0, match.index - 80), match.index);
    const surname = found.split(/\s+/).at(-1) ?? found;
    if (
      asks.test(before) ||
      new RegExp(String.raw`Dr\.?\s${surname}\s(?:has\s)?(?:asked|request|order)`).test(text)
    )
      continue;
    const start = match.index + match[0].indexOf(found);
    return {
      name: { value: squeeze(found), span: letterSpan(letter, start, start + found.length) },
      specialty: specialty.sourced,
      rule: specialty.rule,
    };
  }
  return null;
}

/** What may stand between the name and its field; a clinic's name may not ("Big Sioux Neurology"). */
const introduces =
  /^[,\s(]+(?:who\s+is\s+|is\s+|an?\s+)?(?:(?:double[- ])?board[- ]certified(?:\s+(?:in|physician\s+in))?\s+|certified\s+in\s+|diplomate,?\s+|special(?:ty|ist|izing):?\s+(?:in\s+)?)?$/i;

/** A letter signed by a physician as medical director or reviewer: the name, then the office under or behind it. */
function signedBy(letter: LetterText, rules: ReviewerRules): ReviewerHit {
  const office = String.raw`(?:[Mm]edical\s[Dd]irector|[Pp]hysician\s(?:[Rr]eviewer|[Aa]dvisor)|(?:[Rr]eviewing|[Aa]ppeals?)\s[Pp]hysician|[Cc]linical\s[Rr]eviewer)`;
  const match = new RegExp(
    String.raw`(${fullName}),?\s+(?:M\.?D\.?|D\.?O\.?)(?![A-Za-z])[^\n]{0,90}\n?[^\n]{0,30}?${office}[^\n]{0,60}`,
    'u',
  ).exec(letter.text);
  const found = match?.[1];
  if (match === null || found === undefined) return { name: null, specialty: null, rule: null };
  const specialty = specialtyIn(letter, match[0], match.index, rules);
  return {
    name: { value: squeeze(found), span: letterSpan(letter, match.index, match.index + found.length) },
    specialty: specialty?.sourced ?? null,
    rule: specialty?.rule ?? null,
  };
}

/** "A physician who is certified in nephrology considered the matter": a field without a name, told in the active voice. */
function decidedByOffice(letter: LetterText, rules: ReviewerRules): ReviewerHit {
  const none = { name: null, specialty: null, rule: null };
  const active =
    /\b(?:physician|doctor|clinician|medical director|specialist|reviewer|(?:neuro|cardio|radio|onco|uro|gyneco|nephro|gastroentero|pulmono|rheumato)\w+|surgeon|internist|pediatrician|psychiatrist)\b[^.\n]{0,40}(?:\n?[^.\n]{0,80}){0,2}?\s(?:considered|examined|decided|reviewed|went\s+over|looked\s+(?:at|over|into)|studied|assessed|evaluated|determined|made|took|reached|gave)\s+(?:on\s+|upon\s+)?(?:the|this|your|our|it)\b/i;
  const match = active.exec(letter.text);
  if (
    match === null ||
    /\b(?:will|may|can|could|would|must|who\s+had\s+no|different|another|new)\b/i.test(match[0])
  )
    return none;
  const specialty = specialtyIn(letter, match[0], match.index, rules);
  return specialty === null ? none : { name: null, specialty: specialty.sourced, rule: specialty.rule };
}

/** "A doctor employed by Fernhill, Jonas Aldine, MD (Internal Medicine), made this determination." */
function decidedByName(letter: LetterText, rules: ReviewerRules): ReviewerHit {
  const text = letter.text;
  const active = new RegExp(
    String.raw`${person}[^.\n]{0,20}(?:\([^()]{3,60}\)|,[^.]{3,90}?)?,?\s+(?:has\s+)?(?:made|issued|rendered|reached|took|decided|reviewed|considered|examined|studied|assessed|evaluated|read|looked\s+(?:at|over)|went\s+(?:over|through)|took\s+part\s+in|denied)\s+(?:this|the|our|your)\s+(?:decision|determination|denial|case|request|claim|appeal|file)`,
    'u',
  );
  const match = active.exec(text);
  const found = match?.[1] ?? match?.[2];
  if (match === null || found === undefined) return { name: null, specialty: null, rule: null };
  const start = match.index + match[0].indexOf(found);
  // "A physician board certified in oncology, Curtis Yarrow, MD, made this decision": the field may stand before the name.
  const lead =
    /[^.\n]*(?:\n[^.\n]+)?$/.exec(text.slice(Math.max(0, match.index - 120), match.index))?.[0] ?? '';
  const specialty =
    specialtyIn(letter, match[0], match.index, rules) ??
    (/certif|diplomate|special|physician|doctor/i.test(lead)
      ? specialtyIn(letter, lead, match.index - lead.length, rules)
      : null);
  return {
    name: { value: squeeze(found), span: letterSpan(letter, start, start + found.length) },
    specialty: specialty?.sourced ?? null,
    rule: specialty?.rule ?? null,
  };
}

/** End of the sentence about the reviewer, or of the next one where it goes on with "Dr. Name is certified". */
function endOfReviewer(text: string, from: number): number {
  const rest = text.slice(from);
  const stop = /(?<!\b(?:Dr|M\.D|D\.O|St|Mr|Ms))\.(?=\s+[A-Z]|\s*$)|\n\s*\n/.exec(rest.slice(1));
  const first = from + 1 + (stop?.index ?? rest.length);
  const next =
    /^\.?\s+(?:Dr\.? [A-Z][\p{L}'\u2019-]+|He|She|They) (?:is|has been|holds)[^.]{0,60}(?:certifi|board|diplomate|special)[^.]*/iu.exec(
      text.slice(first),
    );
  return next === null ? first : first + next[0].length;
}

interface SpecialtyHit {
  readonly sourced: Sourced<string>;
  readonly rule: SpecialtyRule;
}

function specialtyIn(
  letter: LetterText,
  about: string,
  offset: number,
  rules: ReviewerRules,
): SpecialtyHit | null {
  const hits = rules.specialties.flatMap((rule) =>
    rule.words.flatMap((word) => findPattern(word, about).map(({ start, end }) => ({ rule, start, end }))),
  );
  hits.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  // "internal medicine in cardiovascular disease" names the narrower field; "X and Y" names both.
  const kept: typeof hits = [];
  for (const hit of hits) if (!kept.some((k) => hit.start < k.end && k.start < hit.end)) kept.push(hit);
  kept.sort((a, b) => a.start - b.start);
  const certified = kept.filter(
    ({ start }) =>
      !/American\s+Board\s+of\s+(?:\w+\s+and\s+)?$/i.test(about.slice(0, start)) || kept.length === 1,
  );
  const list = certified.length > 0 ? certified : kept;
  const first = list[0];
  if (first === undefined) return null;
  let end = first.end;
  let rule = first.rule;
  for (const next of list.slice(1)) {
    if (!/^(?:\s+and\s+|\s*,\s*|\s*\/\s*|\s+&\s+)$/.test(about.slice(end, next.start))) continue;
    end = next.end;
    if (next.rule.regions.length > 0 && rule.regions.includes('any')) rule = next.rule;
  }
  const value = squeeze(about.slice(first.start, end));
  return { sourced: { value, span: letterSpan(letter, offset + first.start, offset + end) }, rule };
}
