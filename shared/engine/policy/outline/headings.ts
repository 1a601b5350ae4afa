/** Titles among the lines of a policy: on a line of their own, behind a label, or run into their text. */
import type { FlowLine } from '../flow.ts';
import { knownHeading } from '../known-headings.ts';
import { labelsAt, type Label } from '../labels.ts';
import type { Here } from './here.ts';
import type { OutlineItem } from './item.ts';

/** "Not covered: persons who …": a known title that runs into its text. */
export const runInHeading =
  /^(?:not covered|not medically necessary|not indicated|not supported|exclusions?|limitations?|definitions?|codes?|coding|references?|background|rationale|revision history|history|documentation|contraindications?)\s*[:.]\s+(?=\S)/i;

/** "When the medicine trial is not required": a sentence's half as a title. */
const releaseTitle =
  /^when (?:the |a |an )?[^.,;:]{3,50} (?:is|are|do|does|need) not (?:required|needed|apply|necessary|asked for|called for|have to)/i;

/** A title on a line of its own that no label opens. */
export function isHeading(
  { line, previous, next, index }: Here,
  typical: number,
  stack: readonly OutlineItem[],
): boolean {
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

/** The words on the label's line are a title: short, and the text goes on in a new paragraph or with a label. */
export function isTitle(rest: string, { line, next }: Here, typical: number): boolean {
  if (rest === '' || rest.length > 110 || /[;,]$/.test(rest)) return false;
  if (next === undefined || next.pageIndex !== line.pageIndex) return rest.length < 60 && !/\.$/.test(rest);
  if (/^[a-z(]/.test(next.text) && !/^\([a-z]\)/.test(next.text)) return false;
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
