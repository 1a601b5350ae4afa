/** Reads what a policy says of itself: number, title, owner, dates, ages. */
import type { IsoDate } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import { readDates } from '../../text/dates.ts';
import { spanOf, type Flow } from './outline/flow.ts';
import { readAgeLimits } from './thresholds.ts';

export interface PolicyHeader {
  readonly id: string | null;
  readonly title: string | null;
  readonly insurer: string | null;
  readonly effectiveDate: IsoDate | null;
  readonly reviewDate: IsoDate | null;
  readonly retiredDate: IsoDate | null;
  readonly version: string | null;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly spans: {
    readonly id: Span | null;
    readonly effective: Span | null;
    readonly retired: Span | null;
  };
}

const idShape = String.raw`[A-Z]{1,6}[-. ]?(?:[A-Z]{1,4}[-. ]?){0,2}\d{1,4}(?:[-.]\d{1,4}){0,3}[A-Z]?`;

/** "GUIDELINE MS-19": in a line of capitals the word for the paper stands before its number and is no part of it. */
const kindWord =
  /^(?:GUIDELINES?|MANUAL|RULE|POLICY|STANDARD|BULLETIN|CRITERI(?:A|ON)|PROTOCOL|SHEET|GUIDE|STATEMENT)[ .:]+(?=[A-Z]+[A-Z\d-]*\d)/;

/** Words behind which the day stands from which the paper is in force. */
const inForceFrom = new RegExp(
  [
    String.raw`\b(?:effective with (?:\w+ ){0,2}?(?:decisions?|requests?|services?)(?: \w+)? (?:on (?:or|and) after|from|after)|effective(?: date| from| on| for (?:dates of )?(?:service|requests)s?(?: received)? (?:on or after|on and after|from))?|in (?:force|effect|use)(?: (?:from|since|as of)| for (?:all )?(?:requests|services|reviews|dates of service|claims|care)(?: (?:received|made|given|decided|submitted|started))? (?:on or after|on and after|from|after|since|beginning)|(?! (?:through|until|to|after|before)\b))|current (?:since|from|edition|version)|(?:date of )?this (?:edition|version)(?: (?:is|applies|runs|dates)(?: from| since)?)?|(?:start|begin(?:ning)?) date|starts?(?: on| from)?|begins(?: on)?|applies (?:from|since)|valid(?: from)?|adopted|approved(?= \\d)|t(?:akes|ook) effect(?: on)?|eff\.|current version effective|applies to (?:reviews|requests|services)(?: received)? (?:from|on or after)|issued?(?: date)?|edition of|version effective|last (?:revised|updated)|rev(?:ised|\.|\b)|`,
    String.raw`appl(?:y|ies) (?:to|for) (?:all |any |every |each )?(?:\w+ ){0,2}?(?:decisions?|requests?|services?|reviews?|claims?|orders?|scans?|stud(?:y|ies)|care)(?: \w+){0,2}? (?:on (?:or|and) after|from|after|since|as of|beginning)|(?:governs?|binding|holds|used|applied|with effect|operative|to be (?:used|applied))(?: (?:for|to) (?:\w+ ){0,2}?(?:decisions?|requests?|services?|reviews?|claims?)(?: \w+)?)? (?:from|as of|since|on (?:or|and) after)(?: (?:on|and after|on and after|on or after))?|(?:19|20)\d\d (?:edition|version|issue),? (?:from|since|as of|of))\s*:?\s*`,
  ].join(''),
  'gi',
);

/** Reads the head of the policy (what stands before its first section) and, for dates, all of it. */
export function headerOf(flow: Flow, headEnd: number): PolicyHeader {
  const head = flow.text.slice(0, Math.max(headEnd, Math.min(flow.text.length, 700)));
  const id = readId(flow, head);
  const effective = dateAfter(flow, inForceFrom, head);
  const retired = dateAfter(
    flow,
    /\b(?:retired(?: on| as of)?|withdrawn(?: on| as of)?|expire[sd]?(?: on)?|end date|terminat(?:ed|es)(?: on)?|valid (?:until|through)|in (?:force|effect) (?:through|until|to)|effective through|used (?:until|through)|archived(?: on)?|superseded (?:on|as of)|no longer in (?:force|effect) (?:after|from))\s*:?\s*/gi,
    head,
    /\b(?:replaces?|supersedes?|earlier|previous|version of|(?:first|second|third|fourth|fifth|\d(?:st|nd|rd|th)|old|former|prior|last year's) (?:edition|version|issue))\b[^.\n]{0,60}$/i,
  );
  const review = dateAfter(
    flow,
    /\b(?:last (?:review(?:ed)?)|reviewed(?: on)?|review date|next review)\s*:?\s*/gi,
    head,
  );
  const scope =
    /\b(?:this (?:policy|guideline|standard|document)(?!\s*\n)|applies to|scope|may be approved for|covers)\b[^.]{0,120}\b(?:adults?|members?|persons?|patients?|children|pediatric)[^.]{0,60}/i.exec(
      flow.text.slice(0, 4000),
    )?.[0] ?? '';
  const ages =
    readAgeLimits(scope) ??
    (forChildren.test(flow.text.slice(0, Math.min(headEnd, 300))) ? { max: 17 } : null);
  return {
    id: id?.text ?? null,
    title: titleOf(flow, head, id),
    insurer: insurerOf(head),
    effectiveDate: effective?.iso ?? null,
    reviewDate: review?.iso ?? null,
    retiredDate: retired?.iso ?? null,
    version: readVersion(head),
    ageMin: ages?.min ?? null,
    ageMax: ages?.max ?? null,
    spans: {
      id: id === null ? null : spanOf(flow, id.start, id.end),
      effective: effective === null ? null : spanOf(flow, effective.start, effective.end),
      retired: retired === null ? null : spanOf(flow, retired.start, retired.end),
    },
  };
}

/** A head that names children alone: "for children and adults" is for everybody. */
const forChildren =
  /^(?![\s\S]*(?:\badults?\b|\b(?:18|19|21) (?:years )?(?:and|or) (?:older|over|above|up)\b))[\s\S]*\b(?:pa?ediatrics?|children)\b(?!\W{0,3}(?:under [^.;]{0,20})?(?:see|use|go to)\b)/i;

/** The policy's own number: the candidate with the most signs of being it (a cue word, the head of a line, repeats). */
function readId(flow: Flow, head: string): { text: string; start: number; end: number } | null {
  const candidates: { text: string; start: number; end: number; score: number }[] = [];
  const shapes = [
    { pattern: new RegExp(`(?<![\\w.-])(?:CPB |MP |CG-|NCD |LCD )?${idShape}(?![\\w])`, 'g'), base: 0 },
    { pattern: /(?<![\w.-])[A-Z]{2,5}-[A-Z]{2,6}(?:-\d{1,3})?(?![\w-])/g, base: -1 },
    {
      pattern:
        /(?<=(?:polic(?:y|ies)|guideline|number|statement|bulletin|standard|CPB|NCD|LCD|no\.?|#)\s*:?\s*)\d{1,4}(?:\.\d{1,4}){0,2}(?:-[A-Z]{1,3})?(?![\w/.])/gi,
      base: -1,
    },
  ];
  for (const { pattern, base } of shapes) {
    for (const match of head.matchAll(pattern)) {
      const whole = match[0].trim();
      // "MSK-UE 2026": the year is that of the edition.
      const text = whole.replace(kindWord, '').replace(/(?<=^[A-Z]{2,5}-[A-Z]{1,6})[ .](?:19|20)\d\d$/, '');
      const before = head.slice(Math.max(0, match.index - 40), match.index);
      const after = head.slice(match.index + match[0].length, match.index + match[0].length + 3);
      if (
        /^(?:CPT|ICD|HCPCS|PO|BOX|OF|IN|ON|PART|SECTION|TABLE|ISSUE|VERSION|PAGE|REV|F|T|M)\b[-. ]?/i.test(
          text,
        ) &&
        !/^[A-Z]{2,}-[A-Z]*\d/.test(text)
      )
        continue;
      if (
        /^[IVX]{1,4}\.\d{1,2}$/.test(text) ||
        /^(?:BRCA|PALB|TP(?=[- ]?53)|CHEK|HLA|HIV|HER|CA|CK)[- ]?(?:[A-D]{1,3})?\d|^[ACGJQRS]\d{4}$|^(?:19|20)\d{2}$|^[A-Z]\d{2}$/.test(
          text,
        ) ||
        /\b(?:codes?|cpt|hcpcs|see|version|volume|edition|issue|replaces|national coverage determination|box)\s*:?\s*$/i.test(
          before,
        )
      )
        continue;
      let score = base;
      if (
        /\b(?:polic(?:y|ies)|guidelines?|number|statement|bulletin|standard|criteri(?:a|on)|CPB|identifier|no\.?|#|id)\s*:?\s*$/i.test(
          before,
        )
      )
        score += 3;
      if (/(?:^|\n|\|\s*|[•·/]\s*)\s*$/.test(before)) score += 1;
      if (/^\s?[:–—]|^\n|^ /.test(after)) score += 1;
      if (text.includes('-')) score += 1;
      if (match.index < 220) score += 1;
      // "PHM-MR-C07: Cervical Spine MRI" opens the paper; a policy named in a sentence is another one.
      if (match.index < 4 && /^\s?[:\u2013\u2014-] ?[A-Z]/.test(after)) score += 3;
      if (/\b(?:together with|along with|based on|see also|refers? to|under|per) $/i.test(before)) score -= 3;
      score += Math.min(2, flow.text.split(text).length - 2);
      const start = match.index + match[0].indexOf(text);
      candidates.push({ text, start, end: start + text.length, score });
    }
  }
  candidates.sort((a, b) => b.score - a.score || b.text.length - a.text.length || a.start - b.start);
  const best = candidates[0];
  const named = namedByKind(head);
  if (named !== null && best !== undefined) {
    // The label of an item ("D1.", "C-2"), or what stands further down, is not the paper's number either.
    const isLater = best.start > named.end + headingLength || /^[A-Z]-?\d{1,2}$/.test(best.text);
    if (isLater || (named.end === best.end && /^\d{1,3}$/.test(best.text))) return named;
  }
  return best === undefined || best.score < 2 ? named : best;
}

/** Signs behind the paper's name within which a number of its own may still stand: a title and an imprint. */
const headingLength = 160;

/** "Imaging Standard 7 \u2014 Upper Extremity" as one of the first lines: the name of the paper with a small number is what letters call it. */
function namedByKind(head: string): { text: string; start: number; end: number } | null {
  const found =
    /^[^\S\n]*((?:\p{Lu}[\p{L}&]+ ){0,3}(?:Standard|Guideline|Policy|Bulletin|Rule|Protocol|Statement|Criteria|Grid|Guide) \d{1,3})(?![-\w])(?=\s*(?:[\u2014\u2013:.,-]|\n|$))/mu.exec(
      head.slice(0, 240),
    );
  if (found?.[1] === undefined) return null;
  const start = found.index + found[0].indexOf(found[1]);
  return { text: found[1], start, end: start + found[1].length };
}

/** The number of the version, issue or edition that the words name first, or null. */
export function readVersion(text: string): string | null {
  const found =
    /\b(?:version|issue|edition|revision|rev|v)\.? ?(\d{1,4}(?:\.\d{1,3})*)\b(?!\/)|\b(\d{1,3})(?:st|nd|rd|th) (?:edition|issue|version)\b/i.exec(
      text,
    );
  return found?.[1] ?? found?.[2] ?? null;
}

function dateAfter(
  flow: Flow,
  cue: RegExp,
  head: string,
  not?: RegExp,
): { iso: IsoDate; start: number; end: number } | null {
  const found: { iso: IsoDate; start: number; end: number; rank: number }[] = [];
  for (const match of head.matchAll(cue)) {
    const from = match.index + match[0].length;
    const before = head.slice(Math.max(0, match.index - 60), match.index);
    if (not?.test(before) === true) continue;
    const date = readDates(head.slice(from, from + 40)).find((mention) => mention.start <= 8);
    if (date === undefined) continue;
    // "Replaces the version effective 01/01/2023" is not this version's date.
    const old = /\b(?:replac\w+|supersed\w+|earlier|previous|prior|former|in place of)\b[^.\n]*$/i.test(
      before,
    );
    const plain = /^(?:effective|in |current|applies|start|begin|edition|issued|rev)/i.test(match[0]);
    found.push({
      iso: date.iso,
      start: match.index,
      end: from + date.end,
      rank: (old ? 10 : 0) + (plain ? 0 : 5) + (/^(?:rev|last|issued)/i.test(match[0]) ? 2 : 0),
    });
  }
  found.sort((a, b) => a.rank - b.rank || a.start - b.start);
  const best = found[0];
  return best === undefined || best.rank >= 10 ? null : best;
}

function titleOf(
  flow: Flow,
  head: string,
  id: { text: string; start: number; end: number } | null,
): string | null {
  const labelled = /\b(?:title|subject|policy name)\s*:\s*([^\n|]{4,90})/i.exec(head);
  if (labelled?.[1] !== undefined) return labelled[1].trim();
  const lines = flow.lines.slice(0, 6).map((line) => line.text);
  const withId = id === null ? undefined : lines.find((line) => line.includes(id.text));
  const rest =
    withId
      ?.replace(id?.text ?? '', '')
      .replace(
        /\b(?:medical|clinical|coverage)? ?(?:policy|guideline|bulletin|standard|statement|criteria)\b/i,
        '',
      )
      .replace(/^[\s:–—|.•-]+|[\s:–—|•-]+$/g, '') ?? '';
  if (
    rest.length >= 5 &&
    !/^(?:number|policy|guideline|title|bulletin)\W*$/i.test(rest) &&
    /[a-z]/.test(rest) &&
    !/\beffective\b/i.test(rest)
  )
    return rest;
  return (
    lines.find(
      (line) =>
        /\b(?:imaging|resonance|tomograph\w*|MRI|CT|PET|angiograph\w*|scan|spine|knee|shoulder|density|perfusion)\b/i.test(
          line,
        ) &&
        line !== withId &&
        line.length < 110,
    ) ?? null
  );
}

function insurerOf(head: string): string | null {
  const line = head
    .split('\n')
    .slice(0, 6)
    .find(
      (text) =>
        /\b(?:health|insurance|benefit|mutual|plan|plans|care|review|services|administrators?|company|advantage|association|group)\b/i.test(
          text,
        ) && text.length < 120,
    );
  if (line === undefined) return null;
  const first = line.split(
    /\s[–—|•·/]\s|\s\|\s|, (?:clinical|medical|utilization|imaging)|\. |\t|\s+(?:effective|in (?:use|force|effect)|version|issued|adopted|replaces|reviewed)\b/i,
  )[0];
  return first?.trim() ?? null;
}
