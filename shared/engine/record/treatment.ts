/** Whether a treatment that a note names took place, is only planned, or was offered or refused. */
import { readDates } from '../../text/dates.ts';
import type { PhraseReading, PhraseStatus } from './context/context.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { clauseAround, sentenceAt } from './page-reading.ts';

const doneBefore =
  /\b(?:d\/?c'?d? from|(?:done|finished|through|all done) (?:w\/|with)|(?:has|have|had|already) done|complet(?:ed|ing|ion of)|attend(?:ed|ing|s)|finish(?:ed|ing)|did|doing|does|fail(?:ed|ing|ure of|ure with)|underwent|receiv(?:ed|ing)|participat(?:ed|ing)|s\/p|status post|(?<=(?:^|[.;:,]\s*)post)|after|following|course of|courses of|trial of|trials of|tried|trying|has had|have had|had|going to|gone to|in|started|began|begun|since|despite|with|through|tx so far:?|treatments?(?: to date)?:?|continu(?:es|ed|ing)|compliant with|compliant w\/|ongoing|been (?:in|doing|going to)|discharged from|took|taking|takes|taken|wore|worn|wearing|wears|used|uses|using|on|improved with|helped by|response to|saw|seen by|seen at|seen in|visits? (?:to|of|with)|weeks? of|wks? of|months? of|mos? of|sessions? of|rounds? of|persistent after|because of|still|put|injected|placed|performs?|performing|performed|independent (?:with|w\/)|had a|got|given)\s*(?:[\w./&+,'-]+\s+){0,5}$/i;
const doneAfter =
  /^[^.;\n]{0,60}?\b(?:x ?\d+|×|visits?\b|sessions?\b|completed|attended|finished|failed|did not help|didn'?t help|without|w\/o (?:\w+ )?(?:relief|benefit|improvement)|no (?:relief|benefit|improvement|help)|helped|daily|done|resolved|tolerated|continues|ongoing|times|was (?:done|given|performed|tried|stopped|discontinued)|stopped|ineffective|since|from \d|for (?:about |approximately |at least |over |the past )?(?:\d|six|four|eight|ten|twelve|two|three|several)|in (?:19|20)\d\d|with (?:good|no|some|minimal|little|partial|temporary)|(?:gave|gives|provided|brought|offered (?=relief)|produced|yielded|resulted in)\s+(?:him |her |them |the patient )?(?:\w+\s+){0,2}(?:relief|benefit|improvement|help)|wore off|lasted|(?:over|during|throughout|for) the (?:past|last) (?:\d|two|three|four|five|six|seven|eight|ten|twelve|several|few|couple)|(?:days?|weeks?|wks?|months?|hours?|%|percent)(?: of)? (?:\w+ )?(?:relief|benefit|improvement)|neither|worked|did nothing|(?:was |were )?(?:positive|negative|diagnostic|well tolerated)\b(?! if))/i;
/** "Conservative tx: 7 wks incl. HEP": a label with how long it went. */
const lengthBehindLabel =
  /^\s*[:–—-]\s*(?:x ?)?(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|twelve)\+? ?-?(?:weeks?|wks?|months?|mos?)\b(?!.*\b(?:then|return|recheck|before)\b)/i;
/** "Continue conservative care for six weeks": what a sentence begins with that tells the patient what to do. */
const toldToDo =
  /^\W*(?:please )?(?:continue|cont|resume|begin|start|initiate|complete|do|perform|try|attend|recommend|advise|encourage|order|refer|keep up|go on)\b(?: (?:with|to|for))?(?:\s+[\w/-]+){0,6}\s*$/i;
const howItWent =
  /\b(?:failed|no (?:relief|benefit|help|improvement|change|better)|not (?:help|better|improv)|without|w\/o|despite|ineffective|unchanged|completed|attended|finished|stopped|d\/?c'?d|discharged|since|worse|persist\w*)\b/i;
/** Words behind a treatment or test by which it is still to come. */
export const plannedAfter =
  /^[^.;\n]{0,40}?\b(?:ordered|referral|referred|recommended|scheduled|pending|next|sent|booked|(?:first|earliest|soonest) (?:opening|availab\w+|appointment|appt|visit|slot)|wait-?list(?:ed)?|to start|will|is set|appt|requested|eval (?:is )?set|eval\/treat|evaluate)\b/i;
/** "20 mg triamcinolone placed". */
const dosed = /\b\d+ ?(?:mg|ml|cc)\b[^.;]{0,20}$/i;
const putIn = /^[^.;\n]{0,24}\b(?:placed|instilled|injected|given|administered)\b/i;

/** "PT: Y, 10 visits": the answer of a form. */
export const answeredYes =
  /^\s*(?:\([^)\n]{0,20}\))?\s*[:?]\s*(?:y|yes|done|completed|tried|failed|✓|☒|☑|\[x\])(?![\w])/i;

/** "Stopped running", "wore a boot": what the words themselves tell as stopped or worn was. */
const toldByItself =
  /^(?:stopped|avoided|avoids|quit|gave up|swapped|switched|wore|worn|wears|wearing|splinted|casted|immobilized|buddy[- ]taped|offloaded)\b/i;

/** "Failed PT", "completed therapy": the name as the lexicon holds it takes the verb with it. */
const doneInside =
  /\b(?:failed|completed|finished|did|attended|attending|went|gone|been|graduated|discharged|released)\b/i;
const dependent = /\b(?:once|when|until|if|unless|to|be|should|after|not|never)\s+(?:\w+\s+){0,3}$/i;
/** "PT no-showed all visits". */
const notAttended =
  /^\s*[-:,]?\s*(?:no[- ]?show\w*|cancell?ed (?:all|every)|missed (?:all|every)|(?:all|every|both|each) (?:\w+ )?(?:visits?|sessions?|app(?:oin)?t(?:ment)?s?) (?:were |was )?(?:cancell?ed|missed|no[- ]?show\w*)|never (?:attended|went|started|began))\b/i;
/** "All visits cancelled": the name as the lexicon holds it takes the verb with it. */
const notKept = /\b(?:cancell?ed|missed)$/i;
/** "10 visits attended, 1 cancelled": one that was not kept takes nothing from those that were. */
const someKept =
  /\b(?:[2-9]|[1-9]\d) (?:of (?:the )?\d+ )?(?:\w+ )?(?:visits?|sessions?|appts?|appointments?)? ?(?:were )?(?:attended|completed|kept)\b[^.;]{0,12}\b\d+ (?:was |were )?(?:cancell?ed|missed|no[- ]shows?)/i;
/** "Authorized for 12 PT visits". */
const permitted =
  /\b(?:authori[sz]ed|approved|certified|cleared|eligible)(?: (?:for|by \w+))?\s+(?:up to )?(?:an? |another )?(?:\d{1,2} |\w+ )?(?:visits? of |sessions? of |weeks? of )?$/i;
/** "Insurance requires 6 weeks of PT", "instructed to complete", "once she has completed PT": asked for, not done. */
export const demanded =
  /\b(?:insur\w+|plan|payers?|policy|policies|carrier|guidelines?|they|criteria)(?: (?:usually|always|typically|often|now|will|would|normally|also))* (?:wants?|wanted|asks?|asked|expects?|looks? for|likes?|needs?|calls? for)(?: to see| for)?\b[^.;]{0,40}$|\b(?:requires?|required|requiring|mandates?|must|has to|have to|needs? to|instructed to|told to|asked to|wants? (?:her|him|them|us|the patient) to)\b(?![^.;]*\b(?:and|but|which|she|he) (?:has |have |had )?(?:completed|finished|did|done|attended|failed)\b)[^.;]{0,60}$|\b(?:once|until)\s+(?:\w+\s+){0,4}$/i;
/** "PT 2x/wk x 6 wks, then recheck": an order, whatever section it stands in. */
const thenSeen =
  /^[^.;\n]{0,50}\b(?:and )?then (?:recheck|return|re-?eval\w*|re-?assess|f\/?u|follow[- ]?up|see|MRI|image|consider)\b/i;

/** "Dispensed a walking boot, wear for 3 weeks", "splint, to be worn 6 wks": how long it is to be worn. */
const toBeWorn =
  /^[^.;\n]{0,30}?(?:[,:(–—-]\s*|\bto (?:be )?|\bshould (?:be )?|\bmust (?:be )?)(?:wear|worn|use|used|keep (?:it )?on|kept on|leave (?:it )?on|remain on)\b[^.;\n]{0,24}\b(?:\d|one|two|three|four|six|eight)/i;
/** "Continues to wear", "likes to use". */
const goesOnWearing =
  /\b(?:continue[sd]?|able|went on|go(?:es)? on|seem(?:s|ed)|had|has|used) to (?:wear|use)\b/i;

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
  if (reading.status === 'not-done' && someKept.test(before + page.page.text.slice(start, end) + after))
    return answer('done');
  if (reading.status === 'declined' || reading.status === 'not-done') return answer(reading.status);
  if (isTickedTried(page.page.text, start) || answeredYes.test(after)) return answer('done');
  const named = page.page.text.slice(start, end);
  if (notAttended.test(after) || notKept.test(named)) return answer('not-done');
  if (permitted.test(before) || demanded.test(before) || thenSeen.test(after)) return answer('planned');
  if (toldToDo.test(before + named) && !howItWent.test(after) && !hasPastDate(after, note))
    return answer('planned');
  if (toBeWorn.test(after) && !goesOnWearing.test(after)) return answer('planned');
  const done =
    toldByItself.test(named) ||
    (doneInside.test(named) && !dependent.test(before)) ||
    (/\bx$/i.test(named) && doneAfter.test(`x${after}`)) ||
    (dosed.test(before) && putIn.test(after)) ||
    doneBefore.test(before.slice(-90)) ||
    doneAfter.test(after) ||
    lengthBehindLabel.test(after) ||
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
    /\b(?:completed|attended|finished|done (?:w\/|with)|failed|failing|failure|despite|s\/p|continu|taking|compliant|persistent after|after)\b/i.test(
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
