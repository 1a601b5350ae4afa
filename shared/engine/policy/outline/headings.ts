/** Titles among the lines of a policy: on a line of their own, behind a label, or run into their text. */
import type { FlowLine } from './flow.ts';
import { knownHeading } from './known-headings.ts';
import { labelsAt, type Label } from './labels.ts';
import type { Here } from './here.ts';
import { edge, type OutlineItem } from './item.ts';

/** "Not covered: persons who …": a known title that runs into its text. */
export const runInHeading =
  /^(?:not covered|not medically necessary|not indicated|not supported|exceptions?|exemptions?|waivers?|exclusions?|limitations?|definitions?|codes?|coding|references?|background|rationale|revision history|history|documentation|contraindications?)\s*[:.]\s+(?=\S)/i;

/** "When the medicine trial is not required": a sentence's half as a title. */
const releaseTitle =
  /^when (?:the |a |an )?[^.,;:]{3,50} (?:is|are|do|does|need) not (?:required|needed|apply|necessary|asked for|called for|have to)/i;

/** A title on a line of its own that no label opens. */
export function isHeading(here: Here, typical: number, stack: readonly OutlineItem[]): boolean {
  const { line, previous, next, index } = here;
  const text = line.text.replace(/^[*†‡]+\s*/, '');
  if (text.length > 80 || text.length < 3 || next === undefined) return false;
  if (knownHeading.test(text))
    return (
      /^[\p{Lu}\d]/u.test(text) &&
      (line.gapBefore ||
        previous === undefined ||
        /[.:;)!?]$/.test(previous.text) ||
        previous.text.length < typical * 0.8)
    );
  if (
    previous === undefined ||
    index < 1 ||
    /\b(?:effective|version|edition|issue|revised)\b|\|/i.test(`${text} ${next.text}`)
  )
    return false;
  if (
    isQuestion(here, typical) ||
    titlesList(here, typical, stack) ||
    isCapitals(here, typical) ||
    standsAlone(here, typical, stack)
  )
    return true;
  if (!line.gapBefore || /[.;,:]$/.test(text) || /\t/.test(text)) return false;
  const labelled = stack.some(
    (item) => item.label !== null && item.label.style !== 'bullet' && item.label.style !== 'box',
  );
  if (labelled || next.gapBefore) return false;
  return (
    /^\p{Lu}/u.test(text) &&
    text.split(/\s+/).length <= 9 &&
    (releaseTitle.test(text) || !/\b(?:is|are|was|were|has|have|must|should|may|will)\b/.test(text)) &&
    /^[\p{Lu}\d([•☐]/u.test(next.text) &&
    stack.every((item) => item.label === null || item.label.style === 'bullet' || item.label.style === 'box')
  );
}

/** The line above has come to its end: a gap, a stop, or well short of the margin. */
function endsAbove({ line, previous }: Here, typical: number): boolean {
  return (
    line.gapBefore ||
    previous === undefined ||
    /[.:;)!?]$/.test(previous.text) ||
    (previous.text.length < typical * 0.8 &&
      !/(?:[,(–-]|\b(?:the|of|a|an|with|for|to|in|on|by|and|or))$/i.test(previous.text))
  );
}

const verbs =
  /\b(?:is|are|was|were|has|have|must|should|may|will|shall|does|do|when|if|where|who|that|covers?|approves?|requires?|considers?|includes?|means|meets?|needs?|asks?|shows?)\b/i;
/** A sentence that says when a scan is covered, or announces the list of what is asked for. */
const coverage =
  /^(?=.*\b(?:medically necessary|necessary|covered|approved?|indicated|appropriate|authori[sz]ed|supported|considered|reasonable|allowed|criteria)\b)(?=.*\b(?:when|if|for|in|where|following|is|are|may|be)\b)|:$/i;

/** "Ligament injury" above "1. …", or above "MRI is medically necessary when …": a title whatever list stands before it. */
function titlesList(here: Here, typical: number, stack: readonly OutlineItem[]): boolean {
  const { line, next } = here;
  const text = line.text.replace(/:$/, '');
  if (
    next === undefined ||
    text.length > 70 ||
    !/^\p{Lu}/u.test(text) ||
    /[.;,]$|\t/.test(text) ||
    text.split(/\s+/).length > 9 ||
    verbs.test(text) ||
    announcesItems.test(text) ||
    ofThePaper.test(text) ||
    labelsAt(line.text).length > 0 ||
    !endsAbove(here, typical)
  )
    return false;
  const first = labelsAt(next.text).some(
    ({ ordinal, path, style }) =>
      (ordinal === 1 && path.length === 1) ||
      ((style === 'bullet' || style === 'box') && !standsWithin(line, stack)),
  );
  return (
    first || (labelsAt(next.text).length === 0 && /^\p{Lu}/u.test(next.text) && coverage.test(next.text))
  );
}

/** Indented under a labelled item, the line names a part of it. */
function standsWithin(line: FlowLine, stack: readonly OutlineItem[]): boolean {
  return stack.some(
    ({ label, left }) =>
      label !== null &&
      label.style !== 'bullet' &&
      label.style !== 'box' &&
      (line.left === null || left === null || line.left > left + edge),
  );
}

/** "ALL of the following", "Any one": words that announce items are no title. */
const announcesItems =
  /^(?:any|all|both|each|either|one|two|three|four|at least|plus|and|or|note)\b|\b(?:following|of|these|for|in|with|by|to|on|from|include)$/i;

/** Lines in which the paper speaks of itself: dates, editions, approvals. */
const ofThePaper =
  /\b(?:effective|in (?:force|effect|use)|version|edition|issued?|revised|reviewed|adopted|(?<!\b(?:is|are|be|not) )approved|approval|page|(?:19|20)\d{2}|policy number)\b|\d\/\d/i;

/** "When a break is feared and the film does not show it" between two gaps, above a paragraph: a title, whatever words it has. */
function standsAlone(here: Here, typical: number, stack: readonly OutlineItem[]): boolean {
  const { line, previous, next } = here;
  return (
    here.index >= headLines &&
    line.gapBefore &&
    next !== undefined &&
    next.gapBefore &&
    next.pageIndex === line.pageIndex &&
    previous !== undefined &&
    /[.:;)!?”"]$/.test(previous.text) &&
    line.text.length <= Math.min(80, typical * 0.75) &&
    line.text.split(/\s+/).length <= 12 &&
    /^\p{Lu}/u.test(line.text) &&
    !/[.;,:]$|\t/.test(line.text) &&
    labelsAt(line.text).length === 0 &&
    !ofThePaper.test(line.text) &&
    !announcesItems.test(line.text) &&
    /^\p{Lu}/u.test(next.text) &&
    next.text.length >= typical * 0.6 &&
    labelsAt(next.text).length === 0 &&
    stack.every(({ label }) => label === null || (label.raw !== '' && label.style !== 'box'))
  );
}

/** "When will you approve the scan?" */
function isQuestion(here: Here, typical: number): boolean {
  const { line } = here;
  return (
    /^\p{Lu}[^.;:]{8,90}\?$/u.test(line.text) && labelsAt(line.text).length === 0 && endsAbove(here, typical)
  );
}

/** A line of capitals among lines that are not. */
function isCapitals(here: Here, typical: number): boolean {
  const { line, next } = here;
  return (
    here.index >= headLines &&
    capitals(line.text.replace(tail, '')) &&
    !ofThePaper.test(line.text) &&
    line.text.length <= 70 &&
    next !== undefined &&
    !capitals(next.text) &&
    !/[;,]$|\t/.test(line.text) &&
    !announcesItems.test(line.text) &&
    labelsAt(line.text).length === 0 &&
    endsAbove(here, typical)
  );
}

/** "WHEN IT IS APPROVED - stable chest pain": what a title in capitals is parted into. */
const tail = /\s+[-–—]\s+\p{Ll}[^.;:]{2,40}$/u;

/** Lines in which a policy names itself. */
const headLines = 3;

function capitals(text: string): boolean {
  return !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) >= 6;
}

/** The words on the label's line are a title: short, and the text goes on in a new paragraph or with a label. */
export function isTitle(rest: string, { line, next }: Here, typical: number): boolean {
  if (rest === '' || rest.length > 110 || /[;,]$|\b(?:or|and|of|the|an?|under|with|that)$/i.test(rest))
    return false;
  if (next === undefined || next.pageIndex !== line.pageIndex) return rest.length < 60 && !/\.$/.test(rest);
  if (/^[a-z(]/.test(next.text) && labelsAt(next.text).length === 0) return false;
  if (/[.]$/.test(rest) && rest.length > 60) return false;
  return line.text.length < typical * 0.85 || labelsAt(next.text).length > 0;
}

/** The next line opens the item behind this one: what stands on this line is no title. */
export function opensSibling(label: Label | undefined, next: FlowLine | undefined): boolean {
  if (label === undefined || next === undefined) return false;
  return labelsAt(next.text).some(
    (other) =>
      other.style === label.style &&
      other.path.length === label.path.length &&
      other.ordinal === label.ordinal + 1,
  );
}
