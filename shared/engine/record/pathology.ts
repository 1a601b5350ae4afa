/** Pathology as facts: a report with a specimen and its diagnosis, and a line that names a specimen before what was found in it. */
import { spanOf } from '../../text/spans.ts';
import { base } from './base.ts';
import { patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import { statusOf } from './page-reading.ts';
import type { NoteReading, PageReading } from './page-reading.ts';

const specimen =
  /\b(?:specimen|accession|gross description|surgical pathology|cytology|biopsy report|pathology report)\b/i;
const diagnosis =
  /(?:^|\n)[ \t]*(?:final |pathologic(?:al)? |histologic(?:al)? |microscopic )?diagnosis\b(?:[ \t]*[:.-])?(?:[ \t]*\n)?[ \t]*([^\n]{4,160}(?::[ \t]*\n[^\n]{4,160})?)/i;

/** One fact for a note that is a pathology report; none where it names no diagnosis. */
export function readPathology(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text.slice(from, to);
  if (!/\bpatholog|cytolog|histolog/i.test(text.slice(0, 300)) || !specimen.test(text)) return [];
  const hit = diagnosis.exec(text);
  if (hit === null || /\b(?:insufficient|non-?diagnostic|pending)\b/i.test(hit[1] ?? '')) return [];
  const start = from + hit.index + (hit[0].length - hit[0].trimStart().length);
  return [
    {
      concept: 'tissue-diagnosis',
      detail: 'pathology-report',
      context: patientNow,
      status: 'done',
      region: null,
      side: null,
      date: note.note.date,
      measure: null,
      outcome: null,
      section: 'report',
      spans: [spanOf(page.page, start, from + hit.index + hit[0].length)],
      why: [`pathology report${note.note.date === null ? '' : ` of ${note.note.date}`}`],
      reading: note,
    },
  ];
}

/** What a specimen is named by, where it opens a line of a report: "RIGHT BREAST, 10:00, CORE BIOPSY", "B. Lymph node, excision". */
const taken = String.raw`biops(?:y|ies)|bx|excision(?:al)?|excised|cores?|\w+ectomy|resections?|FNA|aspirat(?:e|ion)|curettage|TURBT|brushings?|washings?|cytology|tissue`;
/** What was found under the microscope. */
const found = String.raw`\w*carcinomas?|adenoca\w*|lymphomas?|hodgkin|\w*sarcomas?|melanomas?|myelomas?|leuk(?:a)?emias?|seminomas?|gliomas?|malignan\w+|metasta\w+|neoplas\w+|IDC|ILC|DCIS|DLBCL|GIST|gleason`;
const specimenLine = new RegExp(
  String.raw`(?<=^|\n)[ \t]*(?:(?:part )?[A-H1-9][.):][ \t]*)?(?=[^\n:]{0,80}\b(?:${taken})\b)(?:[^\n:]|\d:\d\d){3,110}:[ \t]*(?:\n[ \t]*)?[^\n]{0,60}\b(?:${found})\b[^\n]{0,100}`,
  'gi',
);
/** The line asks for tissue, waits for it, or doubts. */
const stillOpen =
  /\b(?:plan(?:ned)?|scheduled?|recommend\w*|refer\w*|order\w*|pending|await\w*|to be|if|rule out|r\/o|suspicious|concern\w*|possible|indication|reason|clinical|history|hx|vs\.?|consider|question|discuss\w*|will|needs?|mother|father|sister|brother|aunt|family)\b|\?/i;

/** One fact for each line that names a specimen and, behind its colon or on the line below, what was found in it. */
export function readSpecimens(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  if (note.note.kind === 'order' || note.note.kind === 'instructions') return [];
  return [...page.page.text.slice(from, to).matchAll(specimenLine)].flatMap((m): Draft[] => {
    const start = from + m.index + (m[0].length - m[0].trimStart().length);
    const end = from + m.index + m[0].trimEnd().length;
    const { context } = statusOf(page, start, end);
    if (stillOpen.test(m[0]) || context.experiencer !== 'patient') return [];
    return [
      {
        ...base({ page, note }, start, end),
        concept: 'tissue-diagnosis',
        detail: 'specimen',
        measure: null,
        spans: [spanOf(page.page, start, end)],
        why: ['a specimen and what was found in it'],
      },
    ];
  });
}
