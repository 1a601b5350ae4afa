/** Sections of a clinical note by their headings: what stands under "Family History" is not the patient's. */
import type { SectionRule, SectionRules } from '../../domain/record-rules.ts';
import type { Block } from '../../text/blocks.ts';
import { lostSpaces } from '../../text/lost-space.ts';
import { compilePhrases, findPhrases, tokenize } from '../../text/phrases.ts';
import type { PhraseSet } from '../../text/phrases.ts';

/** `[start, end)` of a section, its heading included; `bodyStart` is behind the heading. */
export interface SectionSpan {
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  readonly section: string;
  readonly effect: SectionRule['effect'];
  readonly ruleId: string;
}

/** Where notes begin on the page, and the section that the page before left open. */
export interface SectionLimits {
  readonly breaks: readonly number[];
  readonly carry: SectionSpan | null;
}

export interface CompiledSections {
  readonly headings: PhraseSet<SectionRule>;
}

export function compileSections(rules: SectionRules): CompiledSections {
  return {
    headings: compilePhrases(
      rules.rules.flatMap((rule) => rule.headings.map((phrase) => ({ phrase, value: rule }))),
    ),
  };
}

/** Sections of a page in order; each runs to the next heading or the end of the text. */
export function sectionsOf(
  compiled: CompiledSections,
  text: string,
  blocks: readonly Block[],
  limits: SectionLimits = { breaks: [], carry: null },
): SectionSpan[] {
  const starts: FoundHeading[] = [];
  for (const found of headingsIn(compiled, text)) {
    const last = starts.at(-1);
    if (last && found.start < last.bodyStart) continue;
    starts.push(found);
  }
  // A heading line that names no known section ("Northwoods Diagnostic Imaging") closes the one before it.
  const closers = blocks
    .filter((block) => block.kind === 'heading' && block.gapBefore)
    .map((block) => block.start);
  const sections = starts.map((found, index) => {
    const following = starts[index + 1]?.start ?? text.length;
    const next = limits.breaks.find((at) => at > found.start && at < following) ?? following;
    const closer = closers.find(
      (at) => at >= found.bodyStart && at < next && !starts.some((other) => other.start === at),
    );
    const end = closer ?? next;
    return {
      start: found.start,
      end: found.rule.effect === 'family' ? familyEnd(text, blocks, found.bodyStart, end) : end,
      bodyStart: found.bodyStart,
      section: found.rule.section,
      effect: found.rule.effect,
      ruleId: found.rule.id,
    };
  });
  const first = Math.min(starts[0]?.start ?? text.length, limits.breaks[0] ?? text.length);
  if (limits.carry && first > 0) sections.unshift({ ...limits.carry, start: 0, bodyStart: 0, end: first });
  // "Neuro:" under "Review of systems" is still what the patient says, not the examination.
  for (let i = 1; i < sections.length; i++) {
    const previous = sections[i - 1];
    const section = sections[i];
    if (!previous || !section || !section.ruleId.endsWith('-system')) continue;
    if (previous.section === 'review-of-systems' && previous.end === section.start) {
      sections[i] = { ...section, section: previous.section, effect: previous.effect };
    }
  }
  return sections;
}

const relative =
  /^\W*(?:mother|father|mom|dad|brother|sister|sibling|son|daughter|uncle|aunt|cousin|mat|pat|maternal|paternal|grand|mgm|mgf|pgm|pgf|parent|relative|no |none|neg|non-?contrib|unknown|there is|strong|both|children|half|niece|nephew|family)/i;

/** A family section that begins on its heading's own line ends with that block, unless more relatives follow. */
function familyEnd(text: string, blocks: readonly Block[], bodyStart: number, end: number): number {
  const lineEnd = text.indexOf('\n', bodyStart);
  const inline = text.slice(bodyStart, lineEnd < 0 ? text.length : lineEnd).trim() !== '';
  let last = inline
    ? (blocks.find((block) => bodyStart >= block.start && bodyStart <= block.end)?.end ?? end)
    : end;
  if (!inline) {
    const stranger = blocks.find(
      (block) =>
        block.start >= bodyStart &&
        block.start < end &&
        (block.kind === 'label' || block.kind === 'heading') &&
        !relative.test(block.label ?? text.slice(block.start, block.end)),
    );
    return stranger && stranger.start > bodyStart + 2 ? stranger.start : end;
  }
  for (const block of blocks) {
    if (block.start < last || block.start >= end) continue;
    if (block.gapBefore || !relative.test(text.slice(block.bodyStart, block.end))) break;
    last = block.end;
  }
  return Math.min(Math.max(last, bodyStart), end);
}

/** "P. Deol" at a line's start is a name, unless other letters of S, O, A, P head parts of the same note. */
function isSoap(text: string): boolean {
  const letters = [...text.matchAll(/(?:^|[\n.;)])[ \t]*([SOAP])[.:](?=\s)/g)].map(([, letter]) => letter);
  return new Set(letters).size >= fewestParts;
}

/** Letters that make a note one of S, O, A and P. */
const fewestParts = 3;

interface FoundHeading {
  readonly start: number;
  readonly bodyStart: number;
  readonly rule: SectionRule;
}

/**
 * A heading stands at the start of a line (behind a list mark), inside a line behind a full stop or tab, or right
 * against the words before it where the space was lost.
 */
function headingsIn(compiled: CompiledSections, text: string): FoundHeading[] {
  const glued = new Set(lostSpaces(text));
  const places = [...text.matchAll(headingPlace)].map((m) => m.index + m[0].length);
  const found: FoundHeading[] = [];
  let behind = 0;
  for (const start of [...places, ...glued].sort((a, b) => a - b)) {
    if (start < behind) continue;
    const heading = headingAt(compiled, text, start, glued.has(start));
    if (heading === null) continue;
    found.push(heading);
    behind = heading.headEnd;
  }
  return found;
}

const headingPlace = /(^|\n|[.;)]\s{1,3}|\t)([ \t]*(?:[-•*#]|\d{1,2}[.)])?[ \t]*)(?=[A-Za-z])/g;

/** "Examination, left knee:", "Exam of the R hip today:", "Exam, right wrist. Mild swelling": what was examined, before the mark. */
const ofPart =
  /^(?:(?:,| of| on)?(?:[ \t][\w/'-]+,?){1,5}\s*(?=:)|,(?:[ \t][\w/'-]+){1,3}(?=\.\s+\p{Lu}))([:.])(?=\s)/u;

/** Words that make one word before them part of a note's title: "EMERGENCY DEPT — NURSE INTAKE". */
const title =
  /^\s*[-–—]?\s*(?:dept|department|room|physician|medicine|nurs\w+|provider|services|record|center|care|sheet|given|form)\b/i;

/**
 * What makes words a heading is a colon, a full stop, a dash or the end of the line behind them, or capitals. Behind
 * a lost space a capital is enough: it was a bold title.
 */
function headingAt(
  compiled: CompiledSections,
  text: string,
  start: number,
  glued: boolean,
): (FoundHeading & { readonly headEnd: number }) | null {
  const atLine = /^[ \t]*(?:[-•*#]|\d{1,2}[.)])?[ \t]*$/.test(
    text.slice(text.lastIndexOf('\n', start - 1) + 1, start),
  );
  const lineEnd = text.indexOf('\n', start);
  const window = text.slice(start, Math.min(lineEnd < 0 ? text.length : lineEnd, start + 70));
  const tokens = tokenize(window);
  const hits = findPhrases(compiled.headings, tokens).filter((hit) => hit.first === 0);
  const best = hits.sort((a, b) => b.last - a.last)[0];
  if (!best) return null;
  const heading = window.slice(0, best.end);
  const behind = window.slice(best.end);
  // "(continued)", "- RIGHT KNEE", "/ PLAN", a day may follow before the mark that makes it a heading.
  const part = best.value.section === 'exam' ? ofPart.exec(behind) : null;
  const tail =
    part ??
    /^\s*(?:\([^)]{0,30}\))?\s*(?:[-–—/&]\s*[A-Z][A-Z /&]{0,30}|\d{1,2}\/\d{1,2}\/\d{2,4}(?=\s*$))?\s*(:|\.(?=\s|$)|[-–—](?=\s)|$)/.exec(
      behind,
    );
  const titled = best.value.effect === 'hypothetical' && best.last === best.first && title.test(behind);
  if (titled) return null;
  const capitals = heading === heading.toUpperCase() && heading.replace(/[^A-Z]/g, '').length >= 2;
  const mark = tail?.[1];
  if (heading.length === 1 && mark === '.' && /^\.\s+\p{Lu}\p{Ll}/u.test(behind) && !isSoap(text))
    return null;
  const bold = glued && (mark !== undefined || !best.value.id.endsWith('-system'));
  const isHeading =
    bold ||
    (atLine
      ? (mark !== undefined &&
          (mark === ':' || mark === '' || capitals || mark === '.' || /^[-–—]$/.test(mark))) ||
        (capitals &&
          /^\s+\S/.test(behind) &&
          // "EMERGENCY PHYSICIAN RECORD": one word of a title, not what to look out for.
          (best.value.effect !== 'hypothetical' || best.last > best.first) &&
          heading.length >= 2 &&
          !/^[A-Z]{1,2}$/.test(heading))
      : mark === ':' && best.last - best.first <= 4);
  if (!isHeading) return null;
  if (atLine && mark === '.' && !capitals && tokens.length > best.last + 1 && !/^[A-Z]/.test(heading))
    return null;
  const consumed = tail && mark !== undefined ? tail[0].length : 0;
  return {
    start,
    bodyStart: start + best.end + consumed,
    rule: best.value,
    headEnd: start + best.end,
  };
}
