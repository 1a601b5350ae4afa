/** Whether a treatment or test that a note names took place, is only planned, or was offered or refused. */
import { readDates } from '../../text/dates.ts';
import type { PhraseReading, PhraseStatus } from './context.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { clauseAround, lineAt, sentenceAt } from './page-reading.ts';

const doneBefore =
  /\b(?:complet(?:ed|ing|ion of)|attend(?:ed|ing|s)|finish(?:ed|ing)|did|doing|does|fail(?:ed|ing|ure of|ure with)|underwent|receiv(?:ed|ing)|participat(?:ed|ing)|s\/p|status post|(?<=(?:^|[.;:,]\s*)post)|after|following|course of|courses of|trial of|trials of|tried|trying|has had|have had|had|going to|gone to|in|started|began|begun|since|despite|with|through|tx so far:?|treatments?(?: to date)?:?|continu(?:es|ed|ing)|compliant with|compliant w\/|ongoing|been (?:in|doing|going to)|discharged from|took|taking|takes|taken|wore|worn|wearing|wears|used|uses|using|on|improved with|helped by|response to|saw|seen by|seen at|seen in|visits? (?:to|of|with)|weeks? of|wks? of|months? of|mos? of|sessions? of|rounds? of|persistent after|because of|still|put|injected|placed|performs?|performing|performed|independent (?:with|w\/)|had a|got|given)\s*(?:[\w./&+,'-]+\s+){0,5}$/i;
const doneAfter =
  /^[^.;\n]{0,60}?\b(?:x ?\d+|×|visits?\b|sessions?\b|completed|attended|finished|failed|did not help|didn'?t help|without|w\/o (?:\w+ )?(?:relief|benefit|improvement)|no (?:relief|benefit|improvement|help)|helped|daily|done|resolved|tolerated|continues|ongoing|times|was (?:done|given|performed|tried|stopped|discontinued)|stopped|ineffective|since|from \d|for (?:about |approximately |at least |over |the past )?(?:\d|six|four|eight|ten|twelve|two|three|several)|in (?:19|20)\d\d|with (?:good|no|some|minimal|little|partial|temporary)|(?:gave|gives|provided|brought|offered (?=relief)|produced|yielded|resulted in)\s+(?:him |her |them |the patient )?(?:\w+\s+){0,2}(?:relief|benefit|improvement|help)|wore off|lasted|(?:days?|weeks?|wks?|months?|hours?|%|percent)(?: of)? (?:\w+ )?(?:relief|benefit|improvement)|neither|worked|did nothing|(?:was |were )?(?:positive|negative|diagnostic|well tolerated)\b(?! if))/i;
const plannedAfter =
  /^[^.;\n]{0,40}?\b(?:ordered|referral|referred|recommended|scheduled|pending|next|sent|booked|(?:first|earliest|soonest) (?:opening|availab\w+|appointment|appt|visit|slot)|wait-?list(?:ed)?|to start|will|is set|appt|requested|eval (?:is )?set|eval\/treat|evaluate)\b/i;
const resultAfter =
  /^[^.;\n]{0,70}?(?:\b(?:show(?:s|ed)|reveal(?:s|ed)|demonstrat(?:es|ed)|neg(?:ative)?|normal|nl|wnl|read as|unremarkable|was|were|came|consistent|confirms?|confirmed|reviewed|reports?|on file|done|obtained|performed|completed|today|no (?:acute|evidence|fracture|change)|positive|abnormal|clear|indeterminate|my read|findings?|impression|with (?:disc|mild|moderate|severe)|clean|unhelpful|pathogenic|variant|mutat\w+|carriers?|VUS|heteroz\w+|wild[- ]?type|reported|detected|proven|under-?shows)\b|^[^.;\n]{0,40}\b\d+(?:\.\d+)? ?(?:mm|cm)\b|^[^.;\n]{0,30}?\bno (?!contrast|iv\b|auth|show|need|longer|later|sooner|more than|gad)[a-z]|^[\w /]{0,16}: ?\w|\bof \d{1,2}\/\d)/i;
const resultBefore =
  /\b(?:prior|previous|last|old|outside|recent|reviewed|review of|had|underwent|got|(?:seen|noted|shown|found|visible|present|demonstrated|reviewed|evident) (?:on|by)|earlier|same day|comparison:?|repeat of|carries|carrier of|harbou?rs|proven (?:on|by)|confirmed (?:on|by)|showed on)\s*(?:[\w/.'-]+\s+){0,3}$/i;

/** Words of a diagnosis under the microscope: the tissue was taken. */
const histology =
  /\b(?:adeno\w*|\w*carcinomas?|ca|lymphomas?|sarcomas?|benign|malignan\w+|plasma cells?|granulomas?|dysplasia|hyperplas\w+|invasive|in situ|DCIS|SCC|gleason|grade \d|well[- ]diff\w*|mod(?:erately)?[- ]diff\w*|poorly[- ]diff\w*|ER\+|clonality|nondiagnostic|came back|path back)(?![\w])/i;

/** "Cardiology (Dr. Lind) asks for …", "surgeon seen": a specialist who acts has seen the patient. */
const acts =
  /^(?:['’]s)?(?:\s*\([^)]{0,40}\)|\s+(?:dr\.?|clinic|team|service)(?:\s+\p{Lu}[\p{L}'’-]+)?)?\s+(?:has |have )?(?:agrees?|agreed|asks?|asked|concurs?|requests|feels?|felt|thinks?|thought|seen|saw|evaluated|examined|assessed|reviewed|wrote|recommends|recommended (?=an?\b|the\b|MR|CT|PET)|advises|favors?|opined)\b/iu;

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

/** "20 mg triamcinolone placed". */
const dosed = /\b\d+ ?(?:mg|ml|cc)\b[^.;]{0,20}$/i;
const putIn = /^[^.;\n]{0,24}\b(?:placed|instilled|injected|given|administered)\b/i;

/** "PT: Y, 10 visits": the answer of a form. */
export const answeredYes =
  /^\s*(?:\([^)\n]{0,20}\))?\s*[:?]\s*(?:y|yes|done|completed|tried|failed|✓|☒|☑|\[x\])(?![\w])/i;

/** "Stopped running", "wore a boot": what the words themselves tell as stopped or worn was. */
const toldByItself =
  /^(?:stopped|avoided|avoids|quit|gave up|swapped|switched|wore|worn|wears|splinted|casted|offloaded)\b/i;

/** Words that speak of the test itself as not made. */
const notMade =
  /\b(?:not|never|nor)\s+(?:yet |been |be |to be )*(?:done|made|taken|obtained|performed|ordered|had|available|received|on file|completed)\b|\bno[- ]?shows?\b|\b(?:seen|visible|missed|evident) (?:only )?on\b|\bcan(?:not)? be (?:missed|seen)\b/i;

export interface TreatmentStatus {
  readonly status: PhraseStatus;
  readonly reading: PhraseReading;
  /** Words of the clause before and after, for measures. */
  readonly before: string;
  readonly after: string;
}

/** The status of a treatment mention. Without any word that it took place it is not taken as done. */
export function treatmentStatus(
  page: PageReading,
  note: NoteReading,
  reading: PhraseReading,
  start: number,
  end: number,
): TreatmentStatus {
  const { before, after } = around(page, start, end);
  const answer = (status: PhraseStatus): TreatmentStatus => ({ status, reading, before, after });
  if (reading.status === 'declined' || reading.status === 'not-done') return answer(reading.status);
  if (isTickedTried(page.page.text, start) || answeredYes.test(after)) return answer('done');
  const done =
    toldByItself.test(page.page.text.slice(start, end)) ||
    (dosed.test(before) && putIn.test(after)) ||
    doneBefore.test(before.slice(-90)) ||
    doneAfter.test(after) ||
    hasPastDate(after, note) ||
    inReportOfProcedure(page.page.text, start);
  if (reading.context.temporality === 'hypothetical' && reading.status === 'done') return answer('planned');
  if (reading.status === 'offered') return answer('offered');
  if (reading.status === 'planned') return answer('planned');
  if (note.note.kind === 'instructions') return answer('planned');
  // "Return after PT", "recheck following therapy": it is still to come.
  if (
    /\b(?:rtc|return|re-?check|f\/?u|follow[- ]?up|re-?assess|re-?eval\w*|see (?:him|her|them|pt|patient)(?: back| again)?)\b[^.;]{0,24}\b(?:after|following|post)\s*$/i.test(
      before,
    ) &&
    (reading.inPlan || /^\s*(?:\d[.)]\s*)?(?:rtc|return|re-?check|follow)/i.test(before))
  )
    return answer('planned');
  const strong =
    /\b(?:completed|attended|finished|failed|failing|failure|despite|s\/p|continu|taking|compliant|persistent after|after)\b/i.test(
      before.slice(-60),
    ) ||
    /^[^.;\n]{0,50}\b(?:completed|attended|finished|failed|visits|ineffective|daily per|wore off|(?:days?|weeks?|wks?|months?|hours?|%) of (?:\w+ )?relief|no (?:relief|benefit|help))\b/i.test(
      after,
    );
  // "Chiropractic 6 visits" of a plan counts what is to come.
  const counted =
    /^[^.;\n]{0,30}\b(?:\d+|x ?\d+) ?(?:visits|sessions)\b/i.test(after) &&
    !/\b(?:completed|attended|finished|failed|done|so far|to date|ineffective|without|no relief)\b/i.test(
      before + after,
    );
  if (reading.inPlan || note.note.kind === 'order')
    return answer(strong && !counted && !plannedAfter.test(after) ? 'done' : 'planned');
  if (plannedAfter.test(after) && !strong) return answer('planned');
  return answer(done ? 'done' : 'planned');
}

/** Steps that a report of a procedure tells: two of them on one page show that it took place. */
const steps: readonly RegExp[] = [
  /\bprocedure (?:note|report)\b|\boperative (?:note|report)\b|\bprocedure performed\b/i,
  /\b(?:informed )?consent\b/i,
  /\btime[- ]?out\b/i,
  /\bsteril\w+|\bprepp?ed\b|\bchlorhexidine\b|\bbetadine\b/i,
  /\bneedle\b|\b\d{2} ?(?:g|gauge)\b/i,
  /\b\d+(?:\.\d+)? ?(?:ml|cc|mg)\b[^.]{0,90}\b(?:injected|instilled|infused|administered|given)\b/i,
  /\bno (?:immediate )?complications?\b|\btolerated (?:the procedure )?well\b/i,
];
const fewestSteps = 3;
/** What a report of a procedure tells stands within this many letters of its name. */
const reportReach = 700;

/** "Injection, right hip, fluoroscopic guidance. Consent. Time out. 22G needle … injected." */
function inReportOfProcedure(text: string, start: number): boolean {
  const near = text.slice(Math.max(0, start - 200), start + reportReach);
  return steps.filter((step) => step.test(near)).length >= fewestSteps;
}

/** A day not later than the note stands right behind the mention ("ESI on 05/12/2026"). */
function hasPastDate(after: string, note: NoteReading): boolean {
  const near = /^[^.;]{0,34}/.exec(after)?.[0] ?? '';
  const on = note.note.date;
  return (
    on !== null && readDates(near, note.anchor).some((date) => date.iso <= on && date.precision !== 'year')
  );
}

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
  if (opensReport(page.page.text, start, end)) return 'done';
  if (isOrderLine(page.page.text, start, end)) return 'planned';
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
  if (reading.context.temporality === 'hypothetical') return 'planned';
  if (reading.status === 'planned') return 'planned';
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
  if (reading.status === 'not-done' && !/^[^.;\n]{0,40}\b(?:neg|negative|normal|unremarkable)\b/i.test(after))
    return 'not-done';
  if (
    /^[^.;\n]{0,30}\b(?:still |yet )?(?:not|never) (?:yet |been )*(?:done|made|taken|obtained|performed|completed)\b/i.test(
      after,
    )
  )
    return 'not-done';
  const result =
    resultAfter.test(after) ||
    (concept === 'tissue-diagnosis' && (histology.test(after) || /\bproven\b/i.test(before.slice(-24)))) ||
    (concept === 'specialist-evaluation' && acts.test(after)) ||
    answeredYes.test(after) ||
    /^(?:gleason|grade group|.*proven)$/i.test(page.page.text.slice(start, end)) ||
    scored.test(page.page.text.slice(start, end) + after) ||
    measuredOn.test(before) ||
    (concept === 're-evaluation' && isVisitTitle(page, note, start, before));
  if (
    /^[^.;\n]{0,90}\b(?:ordered|pending|requested|to be done|pt to have|scheduled|not yet|will be)\b/i.test(
      after,
    ) &&
    !/^[^.;\n]{0,60}\b(?:showed|shows|revealed|neg(?:ative)?|normal|reviewed)\b/i.test(after)
  )
    return 'planned';
  if (reading.inPlan || note.note.kind === 'order' || note.note.kind === 'instructions')
    return dated && result ? 'done' : 'planned';
  if (plannedAfter.test(after) && !result) return 'planned';
  return dated || result || resultBefore.test(before.slice(-50)) ? 'done' : 'planned';
}

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

/** What a report says right behind its title. */
const reportWords =
  /\b(?:impression|findings?|technique|comparison|mild(?:ly)?|moderate(?:ly)?|severe(?:ly)?|no (?:acute|fracture|evidence|significant|lytic|mass|effusion)|normal|unremarkable|narrowing|hypokinesis|LVEF|osteophytes?|spondylo\w+|effusion|BI-?RADS|read by|interpreted by|dictated|electronically signed)\b/i;
const notYetDone =
  /\b(?:scheduled|ordered|pending|requested|to be done|appointment|appt|arrival|check-?in|awaiting|will be|order(?:ing)?|auth(?:orization)?|indication for)\b/i;
/** Letters of a title line before the study's name, and behind the title in which its report begins. */
const titleLead = 24;
const reportWithin = 200;

/**
 * "CERVICAL SPINE, 3 VIEWS, 08/13/2026: Mild narrowing …": a line that opens with the study and its day, with a report behind it, was done,
 * whatever plan stands on the lines above.
 */
function opensReport(text: string, start: number, end: number): boolean {
  const { start: from, text: line } = lineAt(text, start, end);
  const title =
    /^[^\n]{0,90}?(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{4}-\d{2}-\d{2})\s*[.:–—-]/.exec(
      line,
    );
  if (title === null || start - from > titleLead || end > from + title[0].length) return false;
  const behind = text.slice(from + title[0].length, from + title[0].length + reportWithin);
  return reportWords.test(behind) && !notYetDone.test(`${title[0]} ${behind.slice(0, 80)}`);
}

/** Heads of a list or form of what was tried. */
const triedHead =
  /\b(?:(?:have you|i have|pt has|patient has) (?:tried|had)|treatments? (?:tried|received|so far|to date)|tried so far|(?:previous|prior|past) (?:treatments?|therap(?:y|ies)|conservative (?:care|treatments?))|conservative (?:measures|care|treatments?|management)(?: tried| to date)?)\b[^\n]{0,40}[:?)]/i;

/**
 * Under such a head: a ticked box ("[X] Physical therapy"), or an item of the list with a length or days of its own.
 * The head is the last one above, with no other heading between.
 */
export function isTickedTried(text: string, start: number): boolean {
  const above = text.slice(Math.max(0, start - 420), start);
  const heads = [...above.matchAll(new RegExp(triedHead.source, 'gi'))];
  const head = heads.at(-1);
  if (head === undefined) return false;
  const between = above.slice(head.index + head[0].length);
  if (
    /\n[ \t]*\n|\n[ \t]*(?:plan|recommend\w*|allerg\w*|symptoms?|exam\w*|assessment|do you have|red flags?)\b[^\n]{0,30}:/i.test(
      between,
    )
  )
    return false;
  const box = /(\[[^\]\n]{0,3}\]|\([ xX✓]{0,3}\)|[☐☑☒□■])[^[\]()☐☑☒□■\n]{0,40}$/.exec(between);
  if (box) return /[xX✓☑☒■]/.test(box[1] ?? '');
  if (
    !/(?:^|\n)[ \t]*[-•*–][^\n]{0,30}$/.test(between) ||
    /\n[ \t]*[A-Z][A-Za-z ]{2,24}:[^\n]*\n/.test(between)
  )
    return false;
  const item = text.slice(start, text.indexOf('\n', start) < 0 ? undefined : text.indexOf('\n', start));
  return (
    /\b\d{1,2} ?(?:weeks?|wks?|months?|mos?|visits?|sessions?)\b|\b\d{1,2}\/\d{1,2}\b/i.test(item) &&
    !/\b(?:none|not tried|never|declined|n\/a)\b/i.test(item)
  );
}

export function around(
  page: PageReading,
  start: number,
  end: number,
): { readonly before: string; readonly after: string } {
  const sentence = sentenceAt(page, start);
  const clause = clauseAround(page.page.text, sentence, start, end);
  const flat = (text: string): string => text.replace(/\s/g, ' ').replace(/\b(Dr|Mr|Mrs|Ms)\./g, '$1 ');
  return {
    before: flat(page.page.text.slice(sentence.start, start)),
    after: flat(page.page.text.slice(end, Math.max(clause.end, sentence.end))),
  };
}
