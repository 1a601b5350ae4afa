/** Visits to specialists: known by the letterhead of a dated note, or by the specialty of the one who signed it. */
import { readDates } from '../../text/dates.ts';
import { spanOf } from '../../text/spans.ts';
import { patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import { lineAt, type NoteReading, type PageReading } from './page-reading.ts';

const specialties: readonly (readonly [string, RegExp])[] = [
  [
    'gastroenterologist',
    /\bgastroenterolog\w*|\bhepatolog\w*|(?<=\b(?:MD|DO)[,\s]{1,3})FACG\b|\bIBD (?:clinic|center)|\bdigestive (?:health|disease)/i,
  ],
  ['oncologist', /\b(?:onc|hematolog)olog\w*|\boncolog\w*|\bcancer (?:center|institute|clinic)/i],
  ['neurosurgeon', /\bneurosurg\w*|\bneurological surg\w*/i],
  [
    'neurologist',
    /\bneurolog(?:y|ist)\b(?!ical)|\bneuroscience|\b(?:MS|multiple sclerosis|epilepsy|headache|movement disorders?|stroke|memory) (?:clinic|center|institute|specialists)\b/i,
  ],
  [
    'otolaryngologist',
    /\b[Oo]tolaryngolog\w*|\bOTOLARYNGOLOG\w*|\bENT\b|\b(?:[Ee]ar|EAR),? (?:[Nn]ose|NOSE)\b/,
  ],
  ['allergist', /\ballerg(?:y|ist)\b(?! ?:|ies| to\b)/i],
  [
    'cardiologist',
    /\bcardiolog\w*|\bheart (?:associates|center|clinic|group|institute|specialists|physicians|partners|care|team|consultants)|\bheart (?:&|and) (?:vascular|rhythm|lung)|\bheart rhythm\b|\bcardiovascular (?:associates|center|clinic|group|institute|specialists|partners|consultants|medicine)|(?<=\b(?:MD|DO)[,\s]{1,3})F\.?A\.?C\.?C\b/i,
  ],
  ['urologist', /\burolog\w*/i],
  ['rheumatologist', /\brheumatolog\w*/i],
  ['endocrinologist', /\bendocrin(?:e|olog\w*)\b/i],
  ['gynecologist', /\bgyna?ecolog\w*|\bOB ?\/? ?GYN\b/i],
  ['nephrologist', /\bnephrolog\w*/i],
  ['pulmonologist', /\bpulmon(?:ary|olog\w*)\b|\blung (?:nodule )?(?:clinic|center)|\bnodule clinic/i],
  ['orthopedist', /\borthop(?:a)?edic\w*|\bsports medicine/i],
  [
    'infectious disease specialist',
    /\binfectious diseases?\b(?! (?:work-?up|screen|panel|test|precaution|history|risk)\w*)/i,
  ],
  ['physiatrist', /\bphysiatr\w+|\bPM ?& ?R\b|\bphysical medicine and rehab/i],
  ['ophthalmologist', /\bophthalmolog\w*|\boptometr\w*|\bvision associates/i],
  [
    'surgeon',
    /\bsurge(?:on|ry)\b|\bsurgical (?:consult(?:ation)?|evaluation|associates|group|clinic|specialists|partners|practice|consultants|services)/i,
  ],
];

/** A line that a section of the note opens. */
const opensSection =
  /^\W*(?:A\/P|A|P|S|O|CC|HPI|PMH|Plan|Assessment|Impression|Subjective|Objective|Referrals?(?: log)?|Orders?|Messages?|Calls?|Phone(?: calls?| notes?)?|Appointments?|Scheduling|To do)\s*:/i;

/** "Missed her appointment with orthopedics", "Neurology cannot see her until October": a sentence is no letterhead. */
function isProse(line: string): boolean {
  return /\b(?:referred to|referral (?:to|sent|placed|entered|made|order\w*|pending|log|\d)|booked|ordered|wait ?list|no reply|she|he|they|her|his|their|him|pt|is|was|are|were|has|have|had|will|would|cannot|can|could|should|did|does|sees?|saw|seen|missed|cancel\w*|consider\w*|scheduled|appointment|appt|wants?|asked|needs?|pending|awaiting|declin\w+|works?|mother|father|husband|wife)\b/i.test(
    line,
  );
}

/** Characters of a note's head in which its clinic is named. */
const headLength = 420;

/** "eConsult – Neurology – I. Calloway, MD – 02/27/2026": the head of an answer in writing or by telephone. */
const consultHead =
  /^\W*(?:e-?consult(?:ation)?|(?:electronic|telephone|phone|video|written|curbside) consult(?:ation)?)\b[^\n]*$/gim;
/** What shows that the specialist answered. */
const answered =
  /\b(?:answer|response|reply|repl(?:y|ied)|recommend\w*|advi[sc]e[ds]?|suggest\w*|impression|assessment|opinion)\b/i;
/** Characters behind the head in which the answer begins. */
const answerWithin = 400;

/** Consults that were answered in writing: one fact for each head with a specialty and a day. */
export function readConsults(pages: Iterable<PageReading>, notes: readonly NoteReading[]): Draft[] {
  return [...pages].flatMap(({ page }) =>
    [...page.text.matchAll(consultHead)].flatMap((head): Draft[] => {
      const [line] = head;
      const end = head.index + line.length;
      const date = readDates(line).find(({ precision }) => precision === 'day')?.iso;
      const specialty = specialties.find(([, words]) => words.test(line));
      const reading = notes.find(
        ({ note }) =>
          note.documentId === page.documentId &&
          note.pieces.some(
            (piece) =>
              piece.pageIndex === page.pageIndex && piece.start <= head.index && head.index < piece.end,
          ),
      );
      if (date === undefined || specialty === undefined || reading === undefined) return [];
      if (!answered.test(page.text.slice(end, end + answerWithin))) return [];
      return [
        {
          concept: 'specialist-evaluation',
          detail: specialty[0],
          context: patientNow,
          status: 'done',
          region: reading.region,
          side: null,
          date,
          measure: null,
          outcome: null,
          section: null,
          spans: [spanOf(page, head.index, end)],
          why: [`consult answered on ${date} by a ${specialty[0]}`],
          reading,
        },
      ];
    }),
  );
}

/** One fact for each note by a specialist that holds an examination, an assessment or a plan. */
export function readSpecialists(
  pages: ReadonlyMap<string, PageReading>,
  notes: readonly NoteReading[],
): Draft[] {
  return notes.flatMap((reading) => {
    const { note } = reading;
    if (note.date === null || !/^(?:visit|letter|unknown|emergency)$/.test(note.kind)) return [];
    const first = note.pieces[0];
    const last = note.pieces.at(-1);
    const page = first === undefined ? undefined : pages.get(`${note.documentId}:${first.pageIndex}`)?.page;
    const end = last === undefined ? undefined : pages.get(`${note.documentId}:${last.pageIndex}`)?.page;
    if (page === undefined || end === undefined || first === undefined || last === undefined) return [];
    const whole = note.pieces
      .map(
        (piece) =>
          pages.get(`${note.documentId}:${piece.pageIndex}`)?.page.text.slice(piece.start, piece.end) ?? '',
      )
      .join('\n');
    if (!/\b(?:exam\w*|impression|assessment|opinion|plan|A\/P|HPI|A:|P:|diagnosis)\b/i.test(whole))
      return [];
    if (/\b(?:accession|specimen|reference range)\b/i.test(whole.slice(0, 900))) return [];
    const head = page.text.slice(first.start, Math.min(first.end, first.start + headLength));
    const tail = end.text.slice(Math.max(last.start, last.end - 160), last.end);
    const out: Draft[] = [];
    for (const [name, words] of specialties) {
      const inHead = words.exec(head);
      const signed = new RegExp(
        String.raw`\b(?:MD|DO|M\.D\.|FACS|FACC|PhD|NP|PA-C)\b[^\n]{0,40}?(?:${words.source})`,
        words.flags,
      ).exec(tail);
      if (inHead === null && signed === null) continue;
      // "A/P: Cardiology (Rio Heart) first opening 10/14": a line of the note itself is no letterhead.
      if (inHead !== null && signed === null && opensSection.test(lineAt(head, inHead.index).text)) continue;
      if (inHead !== null && signed === null && isProse(lineAt(head, inHead.index).text)) continue;
      // "Referred to neurology" in a primary care note's head is no letterhead.
      if (
        inHead !== null &&
        signed === null &&
        /\b(?:refer\w*|to|see|cc|for|per|by|from)\W+(?:\w+\W+){0,3}$/i.test(head.slice(0, inHead.index))
      )
        continue;
      const source = inHead === null ? end : page;
      const at =
        inHead === null
          ? Math.max(last.start, last.end - 160) + (signed?.index ?? 0)
          : first.start + inHead.index;
      const from = source.text.lastIndexOf('\n', at - 1) + 1;
      const to = source.text.indexOf('\n', at);
      out.push({
        concept: 'specialist-evaluation',
        detail: name,
        context: patientNow,
        status: 'done',
        region: reading.region,
        side: null,
        date: note.date,
        measure: null,
        outcome: null,
        section: null,
        spans: [spanOf(source, from, to < 0 ? source.text.length : to)],
        why: [`note of ${note.date} by a ${name}`],
        reading,
      });
      break;
    }
    return out;
  });
}
