/** Whether a test, a picture or a specialist's look that a note names was made, is only planned, or was refused. */
import type { PhraseReading, PhraseStatus } from './context/context.ts';
import { hasOpenStatus } from './context/open-status.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { lineAt, sentenceAt } from './page-reading.ts';
import { opensReport, reportWords } from './report-titles.ts';
import { answeredYes, around, plannedAfter } from './treatment.ts';

const resultAfter =
  /^[^.;\n]{0,70}?(?:^\s*(?:was |were |is |came back )?(?:fine|ok(?:ay)?|clean|clear|good)\b|\b(?:show(?:s|ed)?|reveal(?:s|ed)?|demonstrat(?:es|ed)|neg(?:ative)?|normal|nl|wnl|read as|unremarkable|was|were|came|consistent|confirms?|confirmed|reviewed|reports?|on file|done|obtained|performed|completed|today|no (?:acute|evidence|fracture|change)|positive|abnormal|clear|indeterminate|inconclusive|equivocal|non-?diagnostic|suboptimal|my read|findings?|impression|with (?:disc|mild|moderate|severe)|clean|unhelpful|pathogenic|variant|mutat\w+|carriers?|VUS|heteroz\w+|wild[- ]?type|reported|detected|proven|under-?shows|(?:read|interpreted) by)\b|^[^.;\n]{0,40}\b\d+(?:\.\d+)? ?(?:mm|cm)\b|^[^.;\n]{0,30}?\bno (?!contrast|iv\b|auth|show|need|longer|later|sooner|more than|gad)[a-z]|^[\w /]{0,16}: ?\w|\bof \d{1,2}\/\d)/i;
const resultBefore =
  /\b(?:prior|previous|last|old|outside|recent|reviewed|review of|had|underwent|got|(?:seen|noted|shown|found|visible|present|demonstrated|reviewed|evident) (?:on|by)|earlier|same day|comparison:?|repeat of|carries|carrier of|harbou?rs|proven (?:on|by)|confirmed (?:on|by)|showed on)\s*(?:[\w/.'-]+\s+){0,3}$/i;

/** "PALB2  c.3113G>A  heterozygous  Pathogenic", "BRCA2+", "CHEK2 positive": what a laboratory found in the gene the line names. */
const variantFound =
  /^\s?\+(?!\w)|^\s*\((?:\+|pos(?:itive)?)\)|\b(?:pathogenic|hetero-?zyg\w+|homo-?zyg\w+|hemizygous|deleterious|positive|mutation (?:found|detected|present))\b/i;

const noCause = /\b(?:uncertain significance|VUS|(?:likely )?benign|negative|not detected)\b/i;

function isVariantFound(text: string, end: number): boolean {
  const line = lineAt(text, end);
  const rest = line.text.slice(end - line.start);
  return variantFound.test(rest) && !noCause.test(rest);
}

/** Words of a diagnosis under the microscope: the tissue was taken. */
const histology =
  /\b(?:adeno\w*|\w*carcinomas?|ca|lymphomas?|sarcomas?|benign|malignan\w+|plasma cells?|granulomas?|dysplasia|hyperplas\w+|invasive|in situ|DCIS|SCC|gleason|grade \d|hodgkin\w*|follicular|mantle cell|\w*sarcomas?|melanomas?|myelomas?|leuk(?:a)?emias?|metasta\w+|mets|fibroadenoma|atypi\w+|keratosis|reactive|tumou?r|neoplas\w+|IDC|ILC|DLBCL|NHL|CLL|MCL|NSCLC|SCLC|HCC|RCC|GIST|well[- ]diff\w*|mod(?:erately)?[- ]diff\w*|poorly[- ]diff\w*|ER\+|clonality|nondiagnostic|came back|path back)(?![\w])/i;

/** "Cardiology (Dr. Lind) asks for …", "surgeon seen": a specialist who acts has seen the patient. */
const acts =
  /^(?:['’]s|,)?(?:\s*\([^)]{0,40}\)|\s+(?:dr\.?|clinic|team|service)(?:\s+\p{Lu}[\p{L}'’-]+)?)?\s+(?:has |have )?(?:agrees?|agreed|asks?|asked|concurs?|requests|feels?|felt|thinks?|thought|seen|saw|evaluated|examined|assessed|reviewed|wrote|recommends|recommended (?=an?\b|the\b|MR|CT|PET)|advises|favors?|opined)\b/iu;

/** "Seen by neurosurgery 7/2", "went to see the orthopedist", "in consultation by": the patient was there. */
const seenBefore =
  /\b(?:(?:seen|evaluated|examined|assessed|followed|consulted|worked up|met|consultation)(?: (?:again|today|yesterday|last \w+|in (?:consult\w*|follow[- ]?up|clinic)|on \d\S+))* ?(?:by|with|at|:)|saw|visited|went (?:in )?to(?: see)?|met with|visit (?:to|with)|second opinion (?:from|with)|\bper(?= dr)|(?:after|at) (?:her|his|their) visit (?:to|with))\s+(?:(?:the|an?|her|his|our|outside|local) )?(?:dr\.?\s*[\p{L}'’-]+,?\s*\(?)?$/iu;
const seenAfter =
  /^[^.;\n]{0,24}\b(?:(?:and|who|was|then) (?:\w+ )?(?:seen|evaluated|examined)|saw (?:her|him|them|the patient)|after (?:her|his|their) visit)\b/i;

/** "Mammo BI-RADS 1", "Echo EF 46 %": a score or a value of the picture itself. */
const scored = /^[^.;\n]{0,30}\b(?:(?:BI|Lung|PI|LI|TI|O)-?RADS(?: category)? ?[0-6]|EF ?:?(?:of )?\d\d)/i;
/** "4.4 cm on echo", "24 HU on the unenhanced CT": what was measured was measured on it. */
const measuredOn =
  /\d ?(?:mm|cm|HU|%|degrees|°)\s+(?:\w+\s+)?(?:on|by|per)\s+(?:the |an? |his |her |last |recent )?(?:[\w-]+\s+){0,2}$/i;

/** "Pain clinic recheck, 8 weeks after the first visit": the first words of a note name its own visit. */
function isVisitTitle(page: PageReading, note: NoteReading, start: number, before: string): boolean {
  const piece = note.note.pieces.find(({ pageIndex }) => pageIndex === page.page.pageIndex);
  return (
    piece !== undefined &&
    start - piece.start < titleReach &&
    !/\b(?:return|rtc|plan|will|see|in|for|needs?|schedule\w*|due)\b/i.test(before)
  );
}
/** A title stands within this many letters of the note's beginning. */
const titleReach = 60;

/** "Will see a specialist if no better": what depends on something has not happened. */
const toCome =
  /\b(?:will|would|should|may|might|can|to|needs?|must|wants?|could|please|going to|cannot)\s+(?:\w+\s+){0,3}$/i;
const conditional = /^[^.;\n]{0,40}\b(?:if|unless|should|when|until)\b/i;

/** Whether the words around a specialist's name tell of a visit that took place. */
function wasSeen(before: string, after: string): boolean {
  if (conditional.test(after)) return false;
  const seen = seenBefore.exec(before);
  if (seen !== null) return !toCome.test(before.slice(0, seen.index));
  return seenAfter.test(after) || (acts.test(after) && !toCome.test(before));
}

/** "Referral 05/27: Lung Nodule Clinic. Booked 07/14", "cardiology first opening July 9": the way to a specialist, and no visit. */
const onTheWay =
  /\b(?:referrals?|refer(?:red)?(?! by)|booked|scheduled|wait-?\s?list(?:ed)?|cancell?ation list|(?:first|next|earliest|soonest) (?:available|opening|appt|appointment|visit|slot)|new patient (?:visit|appt|appointment)|appointments? ?:|awaiting|no reply|to be seen|not yet)\b/i;
const advised = /^\s+first\b/i;

function isReferral(before: string, after: string): boolean {
  const clause = /^[^;\n]{0,70}/.exec(after)?.[0] ?? '';
  if (/\b(?:seen|saw|visited|note|report|evaluated|examined)\b/i.test(clause)) return false;
  return advised.test(after) || onTheWay.test(`${before.slice(-40)} ${clause}`);
}

/** "Treadmill could be done at the hospital", "MRI can be repeated": what may be made was not. */
const mightBe =
  /^[^.;:,\n]{0,30}\b(?:could|can|would|may|might|should|must|will|to) (?:still |also |only |first |then )?be (?:done|made|performed|obtained|tried|used|repeated|read|arranged|had)\b/i;

/** What a picture shows, as a clinician notes it in few words: "mild disc space loss", "no fx", "joint space is preserved". */
const pictureFinding =
  /\b(?:no|mild|moderate|severe|slight|some|early|minimal|minor|advanced|preserved|normal|good|loss of|straighten\w* of|stable)\s+(?:\w+[ -]){0,3}(?:(?:disc|joint) spaces?|narrowing|degenerat\w+|DDD|DJD|spondyl\w+|osteophyt\w*|spurs?|spurring|listhesis|lordosis|alignment|fx|fractures?|OA|(?:osteo)?arthr(?:itis|osis|itic)|calcif\w+|opacit\w+|consolidation|effusion|lesions?|dislocation|instability|motion at|lytic|loose bod\w+)\b|\b(?:disc|joint) spaces? (?:\w+ ){0,2}(?:preserved|maintained|narrowed|normal)\b/i;
/** Words of an order: what the picture is to show. */
const soughtOnPicture =
  /\?|\b(?:r\/o|rule|eval\w*|assess|for|to|suspect\w*|concern\w*|look|why|because|due)\b/i;
/** "We obtained x-rays in the office", "he brought a CD with his films". */
const taken =
  /(?<!\b(?:to|be|is|are|not|until|unless|if|will|should|must|when|once) )\b(?:obtained|took|shot|brought)\s+(?:(?:a |an |the |in |her |his |own |outside )*(?:CD|disc|disk|images?|copies)? ?(?:with|of)? ?)?(?:\w+\s+){0,3}$/i;
/** A sentence that goes on with what the pictures of the one before show. */
const goesOnWithFinding =
  /^(?:they|these|those|it|read|reviewed|negative|normal|unremarkable|no (?:fx|fracture|acute|bony)|my read|impression)\b/i;

function isSeenOnPicture(page: PageReading, before: string, after: string, end: number): boolean {
  const clause = /^[^.;\n]{0,80}/.exec(after)?.[0] ?? '';
  const found = pictureFinding.exec(clause);
  if (found !== null && !soughtOnPicture.test(clause.slice(0, found.index))) return true;
  if (taken.test(before)) return true;
  const next = sentenceAt(
    page,
    Math.min(page.page.text.length, sentenceAt(page, Math.max(0, end - 1)).end + 2),
  );
  const words = page.page.text.slice(next.start, next.end).trim();
  return (
    next.start >= end &&
    goesOnWithFinding.test(words) &&
    (pictureFinding.test(words) || /\b(?:unremarkable|normal|negative|reviewed)\b/i.test(words)) &&
    !toCome.test(before) &&
    !soughtOnPicture.test(clause)
  );
}

/** Kinds of paper on which a specialty's name is the sender's or the client's. */
const paperOnly: ReadonlySet<string> = new Set([
  'laboratory',
  'imaging-report',
  'pathology',
  'order',
  'account',
]);

/** Words that speak of the test itself as not made. */
const notMade =
  /\b(?:not|never|nor)\s+(?:yet |been |be |to be )*(?:done|made|taken|obtained|performed|ordered|had|available|received|on file|completed)\b|\bno[- ]?shows?\b|\b(?:seen|visible|missed|evident) (?:only )?on\b|\bcan(?:not)? be (?:missed|seen)\b/i;

/** The status of a test mention: done where a result, a past date or a word of review stands by it. */
export function testStatus(
  page: PageReading,
  note: NoteReading,
  reading: PhraseReading,
  start: number,
  end: number,
  dated: boolean,
  concept: string,
): PhraseStatus {
  const { before, after } = around(page, start, end);
  if (reading.status === 'declined' || reading.status === 'offered') return reading.status;
  // "Follow up in 6 weeks", "see him back in 2 months": words for what is to come.
  if (
    concept === 're-evaluation' &&
    /\bin\s+(?:about |~)?(?:\d|[a-z]+ (?:days|weeks|months))/i.test(page.page.text.slice(start, end))
  )
    return 'planned';
  if (note.note.kind !== 'order' && opensReport(page.page.text, start, end)) return 'done';
  if (isOrderLine(page.page.text, start, end) || hasOpenStatus(page.page.text, start, end)) return 'planned';
  // "Asks if he must do treadmill".
  if (stillToDo.test(before) && !resultAfter.test(after)) return 'planned';
  if (
    note.note.kind === 'imaging-report' &&
    reading.status === 'done' &&
    reading.context.temporality !== 'hypothetical'
  )
    return /^\s*(?:if|should|when|may|might|could|is suggested|(?:is|would be|remains) (?:the )?(?:more|most|better|best|superior|preferred|test|study))\b|\b(?:if|should) (?:symptoms?|pain|clinical\w*|there|this|it|he|she|the)\b/i.test(
      after,
    ) ||
      /\b(?:recommend|consider|advis|suggest|correlat|further|follow[- ]?up|may be)\w*\b/i.test(
        before + after,
      )
      ? 'planned'
      : 'done';
  if (
    dated &&
    reading.status === 'planned' &&
    /\b(?:found|seen|noted|shown|demonstrated|identified) (?:on|by)\s*(?:\w+\s+){0,2}$/i.test(before)
  )
    return 'done';
  // The client of a laboratory, the letterhead of a tracing or a bill: nobody was seen.
  if (concept === 'specialist-evaluation' && paperOnly.has(note.note.kind) && !wasSeen(before, after))
    return 'planned';
  const visited =
    concept === 'specialist-evaluation' &&
    reading.status !== 'not-done' &&
    reading.context.experiencer === 'patient' &&
    wasSeen(before, after);
  if (visited && !reading.inPlan) return 'done';
  if (concept === 'specialist-evaluation' && isReferral(before, after)) return 'planned';
  if (reading.context.temporality === 'hypothetical') return 'planned';
  if (reading.status === 'planned') return 'planned';
  if (conditional.test(after) && toCome.test(before)) return 'planned';
  if (mightBe.test(after)) return 'planned';
  // "Not a screening CT" names the order's kind; "do x-ray this week" tells somebody to.
  if (
    /\b(?:is )?not an?\s+(?:\w+\s+){0,2}$/i.test(before) ||
    /(?:^|[:;.,(]\s*)(?:please )?(?:do|get|go for|needs?|have)\s+(?:the |an? |her |his |your )?(?:\w+\s+)?$/i.test(
      before,
    )
  )
    return 'planned';
  // "No emphysema on CT": what is denied is the finding.
  if (
    reading.status === 'not-done' &&
    /\b(?:on|by|per|via|with|in) (?:the |an? |(?:\w+ ){0,2})?$/i.test(before) &&
    /\b(?:no|without|negative for|not (?:seen|visible|present|appreciated))\b/i.test(before) &&
    !notMade.test(before + after)
  )
    return 'done';
  // "CT neg": the result is negative, the test was done. "No MRI", "not done": it was not.
  // "Radiographs: none acute": what is denied is the finding.
  if (
    reading.status === 'not-done' &&
    !/^[^.;\n]{0,40}\b(?:neg|negative|normal|unremarkable|(?:none|no|nothing) (?:acute|fractures?|fx|bony|osseous|worrisome|suspicious))\b/i.test(
      after,
    )
  )
    return 'not-done';
  if (
    /^[^.;\n]{0,30}\b(?:still |yet )?(?:not|never) (?:yet |been )*(?:done|made|taken|obtained|performed|completed)\b/i.test(
      after,
    )
  )
    return 'not-done';
  if (putOff.test(after)) return 'planned';
  const result =
    resultAfter.test(after) ||
    (concept === 'tissue-diagnosis' && (histology.test(after) || /\bproven\b/i.test(before.slice(-24)))) ||
    (concept === 'specialist-evaluation' && acts.test(after)) ||
    (concept === 'genetic-test' && isVariantFound(page.page.text, end)) ||
    answeredYes.test(after) ||
    /^(?:gleason|grade group|.*proven)$/i.test(page.page.text.slice(start, end)) ||
    scored.test(page.page.text.slice(start, end) + after) ||
    measuredOn.test(before) ||
    (concept === 'prior-imaging' && isSeenOnPicture(page, before, after, end)) ||
    (concept === 're-evaluation' && isVisitTitle(page, note, start, before));
  if (
    /^[^.;\n]{0,90}\b(?:ordered|pending|requested|to be done|pt to have|scheduled|not yet|will be)\b/i.test(
      after,
    ) &&
    !/^[^.;\n]{0,60}\b(?:showed|shows|revealed|neg(?:ative)?|normal|reviewed)\b/i.test(after)
  )
    return 'planned';
  if (note.note.kind === 'order' && asksFor.test(lineAt(page.page.text, start).text)) return 'planned';
  if (reading.inPlan || note.note.kind === 'order' || note.note.kind === 'instructions')
    return dated && result ? 'done' : 'planned';
  if (plannedAfter.test(after) && !result) return 'planned';
  return dated || result || resultBefore.test(before.slice(-50)) ? 'done' : 'planned';
}

/** "Standing films: tech out today, will do next time": the label's value is why they were not made. */
const putOff =
  /^[\s:,;(–—-]*(?:(?:x-?ray |the )?(?:tech(?:nician|nologist)?|machine|scanner|unit|room|lab|radiology) (?:is |was )?(?:out|down|closed|gone|off|away|broken|not (?:in|available))\b|(?:not (?:today|this time|available)|another day|next (?:time|visit)|at (?:the )?(?:next visit|follow-?up|recheck)|later|put off|postponed|deferred)\b|(?:will|to) (?:do|get|have|take|obtain|shoot|try) (?:it |them |those |these )?(?:next|later|at (?:the )?(?:next|follow)|tomorrow|another|when)\b)/i;

/** The line of an order that names what it asks for, or what is to be minded at it. */
const asksFor =
  /^\W*(?:exam(?:ination)?|test|study|procedure|service|scan|imaging|please|perform|order(?:ed)?|requested|modality|MRI safety|safety)\b/i;

/** "78452 MYOCARDIAL PERFUSION SPECT. DX R07.89. SENT TO MERCY 08/31/2026.": the code, the study and why, without a result: an order. */
function isOrderLine(text: string, start: number, end: number): boolean {
  const line = lineAt(text, start, end).text;
  return (
    /^\W*(?:CPT\W*)?\d{5}\b/.test(line) &&
    /\b(?:DX|ICD|sent|faxed|submitted|order(?:ed)?|request(?:ed)?)\b/i.test(line) &&
    !reportWords.test(line) &&
    !/\b(?:done|performed|completed|shows?|showed)\b/i.test(line)
  );
}

const stillToDo =
  /\b(?:must|has to|have to|needs? to|should|ought to|supposed to|wants? to|refuses to|hopes to|agrees to|willing to|able to) (?:still |also |first |even )?(?:do|have|get|undergo|take|go for|go through with|attend|schedule|complete) (?:the |an? |this |that |his |her |another )?(?:\w+ )?$/i;
