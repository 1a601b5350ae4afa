/** What forms say without words: tick boxes, question marks, plus and minus signs, answers behind a label, and the lead-in of a list. */
import type { ContextEffect } from '../../../domain/record-rules.ts';
import { readSentence, sentenceIndexAt } from './map.ts';
import type { ContextMap, ReadSentence } from './map.ts';
import { hasOpenStatus } from './open-status.ts';
import { readYears } from './years.ts';

/** Tick boxes, question marks, minus signs and answers in forms. */
export function readMarks(
  map: ContextMap,
  sentence: ReadSentence,
  start: number,
  end: number,
  effects: Map<ContextEffect, string>,
): void {
  const head = map.text.slice(Math.max(sentence.start, start - 60), start);
  const box = /(\[[^\]\n]{0,3}\]|\([ _xX✓✔√]{0,3}\)|[☐☑☒□■▢❏❑◻])[^[\]()☐☑☒□■▢❏❑◻]*$/.exec(head);
  if (box && box.index >= 0) {
    const mark = (box[1] ?? '').replace(/[[\]()\s_]/g, '');
    if (/^[☐□▢❏❑◻]?$/.test(mark)) effects.set('negated', 'mark.empty-box');
    else if (/^[xX✓✔√☑☒■]$/.test(mark)) effects.delete('negated');
  }
  // "(-fever", "pain, -numbness"; at the start of a line only where other signs follow, as it may be a bullet.
  if (
    /[,;(]\s*-$/.test(head) ||
    (head.trim() === '-' && /[,;]\s*[-+]\p{L}/u.test(map.text.slice(end, sentence.end)))
  )
    effects.set('negated', 'mark.minus');
  // "Tylenol p.r.n. headache": what a medicine is kept for has not happened.
  if (/\bp\.\s?r\.\s?n\.?\s+(?:for\s+)?(?:[\w-]+\s+){0,2}$/i.test(head))
    effects.set('hypothetical', 'mark.as-needed');
  readYears(map, sentence, start, end, effects);
  if (
    /(?:^|[^\w\s?]\s*|\n\s*)\?\s?$/.test(map.text.slice(Math.max(0, start - 12), start)) ||
    (/\?$/.test(head) && !/\w\s*\?$/.test(head))
  )
    effects.set('possible', 'mark.question');
  // "Should symptoms persist, follow up."
  if (/^(?:[^\p{L}]*)should\s+(?:[\w-]+\s+){0,2}$/iu.test(head) && head.length < 60)
    effects.set('hypothetical', 'mark.should');
  const tail = map.text.slice(end, end + 60);
  // "LOC (-), vomiting (+)": the sign behind the word is its own.
  if (/^\s*\(\+\)\s*(?:[,.;)\n]|$)/.test(tail)) effects.delete('negated');
  // "seizure-free", "he is chest pain free".
  if (/^[\s-]free\b(?!\s+(?:air|fluid|fragment|text|water|flap))/i.test(tail))
    effects.set('negated', 'mark.free');
  if (/^\s?\?/.test(tail) || /^[\w ]{0,12}\s?\?\s*$/.test(map.text.slice(end, sentence.end))) {
    const answer = /^[^?]{0,40}\?\s*(?:\[?\s*\]?\s*)?(no|none|never|n\b|denies|neg|yes|y\b)/i.exec(
      map.text.slice(end, end + 80),
    );
    if (answer && /^(?:n|d)/i.test(answer[1] ?? '')) effects.set('negated', 'mark.answered-no');
    else if (!answer) effects.set('possible', 'mark.question');
  }
  // "I have had cancer <tab> x": a cross in a column whose head did not come along may stand under yes or under no.
  if (/^[^\n\t]{0,60}\t\s*[xX✓✔]\s*(?:\n|$)/.test(map.text.slice(end, end + 80)))
    effects.set('possible', 'mark.lone-cross');
  if (openRow(map.text, start, end)) effects.set('planned', 'mark.open-row');
  if (hasOpenStatus(map.text, start, end)) effects.set('planned', 'mark.open-status');
  if (calledOff.test(map.text.slice(end, end + 90))) effects.set('not-done', 'mark.called-off');
  // "TOBACCO: NOT ASSESSED", "Pivot shift cannot be tested": a label without an answer, a sign that was not looked for.
  if (unanswered.test(map.text.slice(end, end + 60))) effects.set('possible', 'mark.unanswered');
  readTickedAnswer(map, end, effects);
  readTickedChoice(map, end, effects);
  // "Fever: no", "Metal / pacemaker <tab> None": the value of a label or table cell.
  const value =
    /^[^\n.;:\t]{0,40}(?::|\t|\n(?=\s*(?:no|none|denies|neg|negative|n\/a)\b))\s*(no|none|nil|denies|denied|neg|negative|absent|never|n)\b(?!\s+(?:change|improv|relief|longer))/i.exec(
      map.text.slice(end, end + 90),
    );
  if (value && value.index === 0) {
    const behind = map.text.slice(end + value[0].length, end + value[0].length + 12);
    if (/^\s*(?:[.,;)\n\t]|$)/.test(behind)) {
      const between = value[0].replace(/[:\t\n].*$/s, '');
      if (!/,/.test(between)) effects.set('negated', 'mark.answered-no');
    }
  }
}

/** "ENT consult <tab> Chippewa ENT <tab> first open 05/19/2026": a row of orders whose last cells say that it is still to come. */
function openRow(text: string, start: number, end: number): boolean {
  const stop = text.indexOf('\n', end);
  const behind = text.slice(end, stop < 0 ? text.length : stop);
  const row = text.slice(text.lastIndexOf('\n', start - 1) + 1, end) + behind;
  return row.split('\t').length >= 3 && openCell.test(behind);
}

const openCell =
  /\t\s*(?:(?:first|next|earliest|soonest) (?:open(?:ing)?|avail\w*|appointment|appt|slot)\b|(?:pending|scheduled|ordered|requested|awaiting|waiting|booked|to be (?:done|scheduled)|not (?:yet )?(?:scheduled|done|booked)|auth(?:orization)? (?:to|pending|sent|requested))\b)[^\t]*(?:\t|$)/i;

/** "Follow-up visit: 09/02/2026 — cancelled by office", "MRI 5/3, 8:40 am (no show)": an appointment that nobody kept. */
const calledOff =
  /^[^\S\n]*(?:visits?|appointments?|appts?\.?|sessions?)?[\s:,(–—-]*(?:(?:on|for|of|at)\s+)?(?:(?:\w+day|mon|tues?|wed|thurs?|fri),?\s+)?(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\p{Lu}\p{Ll}{2,8}\.? \d{1,2}(?:,? \d{4})?)?[\s,(]*(?:\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?)?[\s:,()–—-]*(?:was |were |has been |had been |status )?(?:cancel?led|no[- ]?show(?:ed)?\b|not kept|not attended|DNKA|missed by (?:patient|pt)|(?:patient|pt) (?:cancel?led|did not (?:come|show|attend)|no[- ]?show\w*))/iu;

const unanswered =
  /^[^\S\n]*(?:use|status|history|hx)?\s*[:\t][ \t]*(?:not (?:assessed|asked|recorded|documented|addressed|reviewed|known|on file|given|obtained)|unknown|unable to (?:assess|obtain)|deferred|not in (?:chart|record))\b|^[^\S\n]*(?:test|sign)?,?[^\S\n]*(?:cannot|can't|could not|couldn't|unable to|not able to) (?:be )?(?:test|assess|examin|perform|evaluat|elicit|done)\w*\b(?! to)/i;

/** Round buttons are bullets elsewhere: only those of an answer count. */
const boxed = String.raw`(\[[ _xX✓✔√]{0,3}\]|\([ _xX✓✔√]{0,3}\)|[☐☑☒□■○◯●◉⦿])`;
const isTicked = (box: string): boolean => /[xX✓✔√☑☒■●◉⦿]/.test(box);
const answerWord = String.raw`(yes|no|y|n|none|present|absent|positive|negative|denies)\b`;
const answerRow = new RegExp(
  String.raw`^[^\n.;\[(☐☑☒□■○◯●◉⦿]{0,40}[:\s?]*(?:${boxed}\s*${answerWord}|${answerWord}\s*${boxed})[\s/|,]*(?:${boxed}\s*${answerWord}|${answerWord}\s*${boxed})?`,
  'i',
);

const choice = new RegExp(
  String.raw`${boxed}\s*([A-Za-z][\w -]{1,24}?)(?=\s*(?:\[|\(|[☐☑☒□■○◯●◉⦿]|[,;|/\t\n]|$))`,
  'g',
);

/** "Tobacco: ( ) current ( ) former (x) never": the ticked one of a label's choices. */
function readTickedChoice(map: ContextMap, end: number, effects: Map<ContextEffect, string>): void {
  const line = map.text.slice(end, end + 140).split('\n')[0] ?? '';
  if (!/^\s*(?:use|status|history)?\s*[:?]/i.test(line)) return;
  const choices = [...line.matchAll(choice)];
  const ticked = choices.filter(([, box]) => isTicked(box ?? ''));
  if (choices.length < 2 || ticked.length !== 1) return;
  if (/^(?:never|none|no|denies|negative|absent)\b/i.test(ticked[0]?.[2] ?? ''))
    effects.set('negated', 'mark.ticked-no');
  else effects.delete('negated');
}

/** "Fever ☐ Yes ☒ No", "Claustrophobia:\n[x] no [ ] yes", "Numbness: Yes [x] No [ ]": the ticked answer counts. */
function readTickedAnswer(map: ContextMap, end: number, effects: Map<ContextEffect, string>): void {
  const match = answerRow.exec(map.text.slice(end, end + 110));
  if (match === null) return;
  const answers = [
    { box: match[1] ?? match[4], word: match[2] ?? match[3] },
    { box: match[5] ?? match[8], word: match[6] ?? match[7] },
  ].filter(({ word }) => word !== undefined);
  const chosen = answers.find(({ box }) => isTicked(box ?? ''));
  if (chosen === undefined) {
    effects.set('negated', 'mark.empty-box');
    return;
  }
  if (/^(?:n|no|none|absent|negative|denies)$/i.test(chosen.word ?? ''))
    effects.set('negated', 'mark.ticked-no');
  else effects.delete('negated');
}

/**
 * "Call us if you have:" followed by a list: what the lead-in says of its items. The lead-in is the last sentence
 * before the list and ends with a colon; items follow each other without a gap of other text.
 */
export function readLeadIn(map: ContextMap, index: number, effects: Map<ContextEffect, string>): void {
  const own = map.sentences[index];
  const block = own ? map.blocks[own.blockIndex] : undefined;
  if (!own || !block || (block.kind !== 'item' && own.start !== block.start)) return;
  let at = own.blockIndex - 1;
  for (let steps = 0; steps < 12 && at >= 0; steps++, at--) {
    const candidate = map.blocks[at];
    if (!candidate) return;
    const text = map.text.slice(candidate.start, candidate.end).trimEnd();
    if (text.endsWith(':')) {
      const lead = readSentence(map, sentenceIndexAt(map, candidate.end - 1));
      for (const hit of lead?.triggers ?? []) {
        const effect = hit.value.effect;
        if (effect !== 'hypothetical' && effect !== 'negated' && effect !== 'family') continue;
        if (hit.value.side === 'after' || effects.has(effect)) continue;
        // "No, if any of these:" – the denial must govern the end of the lead-in.
        if (effect === 'negated' && map.text.slice(hit.end, candidate.end).length > 60) continue;
        effects.set(effect, hit.value.id);
      }
      return;
    }
    const sameList = candidate.kind === block.kind && (block.kind === 'item' || !/[.!?]$/.test(text));
    if (!sameList) return;
  }
}
