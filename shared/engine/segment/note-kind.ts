/** What kind of note a stretch of a record is, told by its sections where no title tells it. */
import { readDates } from '../../text/dates.ts';
import { filmTitle } from './film-title.ts';

export type NoteKind =
  | 'visit'
  | 'therapy'
  | 'imaging-report'
  | 'laboratory'
  | 'pathology'
  | 'operative'
  | 'order'
  | 'phone'
  | 'emergency'
  | 'questionnaire'
  | 'summary'
  | 'letter'
  | 'instructions'
  | 'account'
  | 'unknown';

/** "Test results > Imaging > 3D screening mammogram": results of a portal that are a picture's. */
export const picture =
  /\b(?:imaging|mammogra\w*|tomosynthesis|MRI|CT|x-?rays?|ultrasound|radiograph\w*|DXA|PET)\b/i;

export function guessPicture(whole: string, title: string | null): NoteKind {
  return picture.test(title ?? '') &&
    /\b(?:results?|report)\b/i.test(title ?? '') &&
    /\b(?:impression|findings|assessment|BI-?RADS|read by)\b/i.test(whole)
    ? 'imaging-report'
    : guessKind(whole);
}

/** A portal's "visit summary" that holds the clinician's own note is a visit. */
export function isClinical(text: string): boolean {
  const signs = [
    /\b(?:history of present illness|hpi)\b/i,
    /\b(?:physical exam|examination|objective)\b/i,
    /\breview of systems|\bros\b/i,
    /\bassessment\b/i,
    /\bprogress notes?\b/i,
    /\belectronically signed\b/i,
  ];
  return signs.filter((sign) => sign.test(text)).length >= 3;
}

/** Letters of a form that asks for one test. */
const longestOrder = 1200;
const ordering =
  /\b(?:orders?|ordered|ordering|requisition|requested by|(?:test|exam|study|imaging|scan|service|procedure) request(?:ed)?|(?:referral|prescription|request) for (?:\w+ )?(?:test\w*|imaging|MRI|CT|PET|scan|study|procedure))\b/i;
/** Lines of such a form: what is asked for, why, how soon, and what becomes of the request. */
const orderLines: readonly RegExp[] = [
  /^\W*(?:exam(?:ination)?|test|study|procedure|service(?: requested)?|please (?:perform|do|schedule)|scan|requested)\b[^\n]*(?:\b\d{5}\b|\b(?:MRI?|MRA|CTA?|PET|SPECT|ultrasound|echo\w*|x-?rays?|XR)\b)/im,
  /^\W*(?:dx|diagnos[ei]s|icd)\b/im,
  /^\W*(?:reason|indication|clinical|why|purpose|history|comments?)\b/im,
  /^\W*(?:priority|side|laterality|contrast|urgency|stat|routine)\b|\bpriority:/im,
  /^\W*(?:auth\w*|prior auth\w*|sent to|faxed|scheduled|insurance|plan)\b/im,
  /\b(?:pacemaker|implants?|pregnan\w+|claustrophob\w*|MRI safety|safety screen\w*)\b/i,
  /^\W*(?:ordering|ordered by|ordered|order date|date ordered|requested by|signature|signed|NPI)\b|\bordering(?: provider| physician)?:/im,
];
const fewestOrderLines = 3;
/** What a form of an order does not hold: a result, or the parts of a visit's note. */
const noOrder =
  /^\W*(?:findings?|impression|technique|conclusion|interpretation|results?|HPI|S|O|A|P|subjective|objective|assessment|a\/p|plan of care|physical exam|ROS|vitals)\s*[:.]|\b(?:read by|interpreted by|dictated|attended|findings?:|impression:|report(?:ed)?\b(?! to))/im;

/** A form by which a clinician asks for a test: nothing it asks for is done. */
export function isOrder(text: string): boolean {
  return (
    text.length < longestOrder &&
    ordering.test(text) &&
    !noOrder.test(text) &&
    orderLines.filter((line) => line.test(text)).length >= fewestOrderLines
  );
}

/** The letterhead of a place of therapy, and a therapist's degree behind a name ("— Iris Penner, PT"). */
const therapyOffice = /\b(?:rehab\w*|therapy|physio\w*|PT|chiropractic)\b/i;
const signedByTherapist = /\p{Lu}\p{Ll}+,? (?:DPT|MPT|MSPT|PT|PTA|OTR(?:\/L)?)\b(?!\/)/u;

/** "3 <tab> 2/16 <tab> rows, bands": a row of a visit, and how many of them make a sheet of attendance. */
const visitRow = /^\s*(?:\S{1,4}\s+)?\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?(?=\s)/;
const fewestVisits = 4;

/** A sheet of a therapist's office that a therapist signed, or that lists visits, whatever parts it has. */
function isTherapists(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const office = therapyOffice.test(lines[0] ?? '');
  if (office && lines.filter((line) => visitRow.test(line)).length >= fewestVisits) return true;
  return (
    office &&
    !readDates(lines[0] ?? '').some((date) => date.precision === 'day') &&
    signedByTherapist.test(lines.slice(-2).join('\n'))
  );
}

/** What a reader of pictures ends with. */
const conclusion = /\b(?:impr(?:ession)?|conclusions?|opinion)\s*[:.]/i;
const imagingPlace = /\b(?:imaging|radiology|radiological|mri center|scan center|x-?ray department)\b/i;
const studyTitle =
  /(?:^|\n)[^\n]{0,60}\b(?:CT|CTA|MRI?|MRA|PET(?:\/CT)?|XR|US|ULTRASOUND|(?:MAMMOGRA|RADIOGRA)\w+|X-RAYS?|BONE SCAN|Ultrasound|Mammogram)\b[^\n]{3,}/;

/** "LEFT KNEE, 3 VIEWS", "Exam: Lumbar spine, AP and lateral": films by the directions from which they were taken. */
const viewsTitle =
  /(?:^|\n)[^\n]{0,60}\b(?:\d ?(?:views?|VIEWS?|V)|(?:AP|PA)(?: ?[,/&] ?| and )(?:lat(?:eral)?|LAT(?:ERAL)?|Lat(?:eral)?))\b/;

/** What an untitled note must be, by its sections. */
function guessKind(text: string): NoteKind {
  if (isTherapists(text)) return 'therapy';
  if (
    /\b(?:findings|technique)\s*[:.]/i.test(text) &&
    /\bimpression\b/i.test(text) &&
    /\b(?:mri|ct|x-?ray|xr|ultrasound|pet)\b/i.test(text)
  )
    return 'imaging-report';
  // A mammogram's report ends with its category.
  if (
    /\bBI-?RADS\b/i.test(text) &&
    /\b(?:mammogra\w*|tomosynthesis)\b/i.test(text.slice(0, 500)) &&
    /\b(?:findings|density|dense|compar\w+|prior)\b/i.test(text) &&
    !/\b(?:hpi|plan|subjective|chief complaint|ros)\s*[:.\t]/i.test(text)
  )
    return 'imaging-report';
  // The paper of an imaging place, with a study for its title, an impression, and no section of a visit.
  if (
    imagingPlace.test(text.slice(0, 300)) &&
    (studyTitle.test(text.slice(0, 600)) || filmTitle.test(text.slice(0, 600))) &&
    conclusion.test(text) &&
    !/(?:^|\n)\s*(?:hpi|assessment|plan|subjective|chief complaint|ros|(?:physical )?exam|a\/p|vitals)\b[^\n]{0,12}?[:.]/i.test(
      text,
    )
  )
    return 'imaging-report';
  // A title of a part and its views, an impression, and no section of a visit.
  if (
    viewsTitle.test(text.slice(0, 600)) &&
    conclusion.test(text) &&
    !/\b(?:hpi|assessment|plan|subjective|chief complaint|ros)\s*[:.]/i.test(text)
  )
    return 'imaging-report';
  if (
    /,? (?:DPT|P\.?T\.?|D\.?C\.?|OTR)\b(?!\/)/.test(text) &&
    !/\b(?:M\.?D|D\.?O|PA-C|FNP|NP)\b/.test(text) &&
    /\b(?:physical therapy|therapist|dpt|chiropract)/i.test(text) &&
    /\b(?:visits?|sessions?|hep|home exercise|rom|mmt)\b/i.test(text) &&
    !/\b(?:hpi|history of present illness|review of systems)\b/i.test(text)
  )
    return 'therapy';
  if (/(?:^|\n)\s*S:[\s\S]{20,}\n\s*O:/.test(text)) return 'visit';
  if (/\b(?:hpi|chief complaint|assessment|a\/p|impression|subjective|exam)\b/i.test(text)) return 'visit';
  return 'unknown';
}
