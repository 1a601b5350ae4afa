/** Imaging reports as facts: what was scanned, where, when, and what it showed. */
import type { Laterality } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { spanOf } from '../../text/spans.ts';
import { filmTitle } from '../segment/film-title.ts';
import { patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';

const modalities: readonly (readonly [string, RegExp])[] = [
  ['pet', /\bPET\b/],
  ['mri', /\b(?:MRI|MRA|MRCP|MR|magnetic resonance)\b/i],
  ['ct', /\b(?:CT|CTA|LDCT|computed tomography|cat scan)\b/i],
  ['mammogram', /\b(?:mammogra\w*|tomosynthesis)\b/i],
  ['bone-scan', /\bbone scan|\bskeletal scintigra/i],
  ['bone-density', /\b(?:DXA|DEXA|bone (?:mineral )?densit\w+)\b/i],
  ['ultrasound', /\b(?:ultrasound|sonogra\w*|duplex|doppler|echocardiogra\w*|TTE|TEE)\b|^\W*US\b/i],
  [
    'radiograph',
    /\b(?:XR|x-?rays?|radiographs?|plain films?|CXR|views?|\d ?V|AP(?: ?\/ ?| and |, )lat\w*|PA (?:and|\/) lat\w*)\b/i,
  ],
];

/** The exam a report is about, from its heading; null for a paper that is no report. */
export function readReport(
  page: PageReading,
  note: NoteReading,
  from: number,
  to: number,
  firstPiece: boolean,
): Draft[] {
  if (note.note.kind !== 'imaging-report' || !firstPiece) return [];
  const text = page.page.text;
  const head = text.slice(from, Math.min(to, from + 700));
  const stop = /\n\s*(?:findings|technique|impression|comparison|indication|history|clinical)\b/i.exec(head);
  const top = head.slice(0, stop && stop.index > 30 ? stop.index : 500);
  const line = titleLine(top);
  if (!line) return [];
  const detail =
    modalities.find(([, pattern]) => pattern.test(line.text))?.[0] ??
    (filmTitle.test(line.text) ? 'radiograph' : null);
  if (!detail) return [];
  const start = from + line.start;
  const end = from + line.end;
  const parts = [
    ...new Set(
      page.regions.filter((item) => item.start >= start && item.end <= end).map((item) => item.value),
    ),
  ];
  // "XR pelvis 1 view, hip left 2 views": one report, two parts of the body.
  const regions = parts.length === 0 ? [note.region] : parts;
  // "XR HIP LEFT 03/28/2024. Both joint spaces preserved": the title's first sentence says which side, and when.
  const title = start + (/\.\s/.exec(line.text)?.index ?? line.text.length);
  const all = page.sides.filter((side) => side.start >= start && side.end <= end);
  const first = all.filter((side) => side.end <= title);
  const sides = first.length > 0 ? first : all;
  const named = modalities.map(([, pattern]) => line.text.search(pattern)).filter((at) => at >= 0);
  const own = readDates(line.text).find(
    ({ precision, start: at, iso }) =>
      precision === 'day' &&
      at < title - start &&
      at > Math.min(...named) &&
      iso !== note.note.patient.birthDate,
  );
  const date = own?.iso ?? note.note.date ?? readDates(line.text)[0]?.iso ?? null;
  const impression = impressionSpan(page, from, to);
  return regions.map((region) => ({
    concept: /\bstress|perfusion|treadmill/i.test(line.text) ? 'stress-test' : 'prior-imaging',
    detail,
    context: patientNow,
    status: 'done',
    region,
    side: oneSide(sides.map((side) => side.value)),
    date,
    measure: null,
    outcome: null,
    section: 'report',
    spans: [spanOf(page.page, start, end), ...(impression ? [impression] : [])],
    why: [`report of a ${detail}${date ? ` of ${date}` : ''}`],
    reading: note,
  }));
}

function titleLine(
  top: string,
): { readonly text: string; readonly start: number; readonly end: number } | null {
  let start = 0;
  // "LAKE COUNTRY X-RAY" over "LUMBAR SPINE, AP/LATERAL": the place's name is no title.
  const hasFilmTitle = filmTitle.test(top);
  for (const text of top.split('\n')) {
    const named = hasFilmTitle ? filmTitle.test(text) : modalities.some(([, pattern]) => pattern.test(text));
    const clinic =
      /\b(?:imaging|radiology|diagnostics?|center|hospital|associates|clinic)\b/i.test(text) &&
      !/\b(?:exam|study|procedure|mri|ct|xr|x-?ray|pet|mammogra\w*|ultrasound)\b/i.test(text);
    // "RADIOLOGY (in office)   R SHOULDER, AP / GRASHEY / Y VIEW": the place and the film on one line.
    if (named && (!clinic || filmTitle.test(text))) return { text, start, end: start + text.length };
    start += text.length + 1;
  }
  return null;
}

function impressionSpan(page: PageReading, from: number, to: number): ReturnType<typeof spanOf> | null {
  const m = /\b(?:impression|impr|conclusion)\b\s*[:.]?\s*/i.exec(page.page.text.slice(from, to));
  if (!m) return null;
  const at = from + m.index;
  const body = at + m[0].length;
  const rest = page.page.text.slice(body, Math.min(to, body + 260));
  const stop = /\n\s*\n|\n(?=[^\n]{0,60}\b(?:signed|MD|DO)\b)/.exec(rest);
  return spanOf(page.page, at, body + (stop?.index ?? rest.length));
}

function oneSide(sides: readonly Laterality[]): Laterality | null {
  const set = new Set(sides);
  return set.size === 1 ? (sides[0] ?? null) : set.size > 1 ? 'bilateral' : null;
}
