/** Looks at a letter's own words before it is sent. Suggests; never changes anything. Quotes are not its business. */
import type { PlanType } from '../domain/kinds.ts';
import type { LetterBlock, LetterHint, LetterModel } from '../domain/letter.ts';
import { firstPattern, matchesPattern } from '../text/pattern.ts';
import { splitSentences } from '../text/blocks.ts';
import { isOtherPerson } from '../text/person.ts';
import { allRuns } from './exhibits.ts';
import type { LetterRules, ToneRules } from './rules.ts';
import type { Analysis } from '../domain/finding.ts';
import { readingGrade } from './reading-level.ts';

export interface ToneContext {
  readonly planType: PlanType;
  /** With it, exhibits about another person are warned of. */
  readonly analysis?: Analysis;
}

/**
 * Hints on a letter: emotion, accusation, threats the plan's law does not carry, pain without function or findings,
 * medical advice, absolutes, blanks left, missing codes and dates, another person's papers, reading level. 'stop'
 * hints should hold the export until the person has looked; 'warn' should be shown; 'suggest' may be passed over.
 */
export function toneHints(model: LetterModel, rules: LetterRules, context: ToneContext): LetterHint[] {
  const hints: LetterHint[] = [];
  for (const block of model.blocks) {
    if (!block.included) continue;
    hints.push(...wordHints(block, model, rules.tone, context.planType));
    hints.push(...painHints(block, model, rules.tone));
    hints.push(...blankHints(block));
  }
  hints.push(...frameHints(model));
  if (context.analysis) hints.push(...personHints(model, context.analysis));
  hints.push(...levelHints(model, rules.tone));
  return hints;
}

/** The block's own words; quotes of documents do not count, the person did not write them. */
export function ownWords(block: LetterBlock): string {
  return allRuns(block)
    .map((run) => (run.type === 'text' ? run.text : run.type === 'quote' ? '“ ”' : ''))
    .join('');
}

function hint(
  id: string,
  blockId: string | null,
  severity: LetterHint['severity'],
  message: string,
  suggestion: string | null = null,
): LetterHint {
  return { id: blockId === null ? id : `${id}@${blockId}`, blockId, severity, message, suggestion };
}

function wordHints(
  block: LetterBlock,
  model: LetterModel,
  tone: ToneRules,
  planType: PlanType,
): LetterHint[] {
  // A rule of law as the app prints it may name fraud or bad faith; only what a person changed is looked at.
  if (block.authorities.length > 0 && block.edited !== true) return [];
  const words = ownWords(block).replaceAll('’', "'");
  return tone.rules.flatMap((rule) => {
    if (rule.planTypes && !rule.planTypes.includes(planType)) return [];
    if (rule.exceptKinds?.includes(model.kind)) return [];
    const hit = firstPattern(rule.pattern, words);
    return hit
      ? [
          hint(
            `tone.${rule.id}`,
            block.id,
            rule.severity,
            `“${words.slice(hit.start, hit.end)}”: ${rule.message}`,
            rule.suggestion,
          ),
        ]
      : [];
  });
}

/** Pain counts as evidence beside function or findings, and as a ground of urgency when severe. */
function painHints(block: LetterBlock, model: LetterModel, tone: ToneRules): LetterHint[] {
  if (block.authorities.length > 0) return [];
  const words = ownWords(block);
  const alone = splitSentences(words).some((sentence) => {
    const text = words.slice(sentence.start, sentence.end);
    if (!matchesPattern('(?:pain(?:ful)?|suffer(?:ing|s)?|hurts?|agony|ache)', text)) return false;
    if (tone.painContext.some((pattern) => matchesPattern(pattern, text))) return false;
    return !tone.urgentPain.some((pattern) => matchesPattern(pattern, text));
  });
  return alone
    ? [
        hint(
          'tone.pain-alone',
          block.id,
          'suggest',
          'Pain is named without what it prevents or what the examination found.',
          model.kind === 'expedited-appeal'
            ? 'If it is severe and cannot be managed, say so in the clinician’s words: it makes the appeal urgent.'
            : 'Add what you cannot do because of it, since when, and the finding on examination, with the page.',
        ),
      ]
    : [];
}

function blankHints(block: LetterBlock): LetterHint[] {
  const blanks = allRuns(block).flatMap((run) => (run.type === 'placeholder' ? [run.label] : []));
  return blanks.map((label, index) =>
    hint(`blank.${index}`, block.id, 'warn', `Still to fill in: ${label}.`),
  );
}

function frameHints(model: LetterModel): LetterHint[] {
  const hints: LetterHint[] = [];
  const lines = [...model.sender, ...model.delivery, ...model.recipient, ...model.signature, ...model.copies];
  for (const [index, label] of [
    ...new Set(lines.flatMap((line) => line.match(/\[[^\]]+\]/g) ?? [])),
  ].entries())
    hints.push(hint(`blank.frame.${index}`, null, 'warn', `Still to fill in: ${label.slice(1, -1)}.`));
  if (/\[[^\]]+\]/.test(model.salutation))
    hints.push(hint('blank.salutation', null, 'warn', 'Still to fill in: the name in the salutation.'));
  const labels = new Set(model.identification.map((row) => row.label));
  const service = model.identification.find((row) => row.label.startsWith('Service'))?.value ?? '';
  if (!/\b(?:\d{5}|[A-Z]\d{4})\b/.test(service))
    hints.push(
      hint(
        'missing.procedure-code',
        null,
        'warn',
        'No procedure code (CPT) is named.',
        'Take it from the order or ask the doctor’s office.',
      ),
    );
  if (!labels.has('Diagnosis code') && !labels.has('Diagnosis codes'))
    hints.push(
      hint(
        'missing.diagnosis-code',
        null,
        'suggest',
        'No diagnosis code (ICD-10) is named.',
        'Take it from the order or the office note.',
      ),
    );
  if (!labels.has('Date of denial'))
    hints.push(hint('missing.date', null, 'warn', 'The date of the denial is missing.'));
  if (!labels.has('Member ID'))
    hints.push(hint('missing.member-id', null, 'warn', 'The member ID is missing.'));
  if (!labels.has('Reference number') && !labels.has('Claim number'))
    hints.push(hint('missing.reference', null, 'suggest', 'No reference or claim number is named.'));
  const appeal = ['first-level-appeal', 'second-level-appeal', 'expedited-appeal', 'external-review'];
  if (
    appeal.includes(model.kind) &&
    !model.blocks.some((block) => block.included && block.id.startsWith('point-'))
  )
    hints.push(
      hint(
        'missing.points',
        null,
        'warn',
        'No point of the denial is answered from the papers yet.',
        'Send this only to keep the time limit; get the doctor’s letter first if time allows.',
      ),
    );
  return hints;
}

/** Exhibits or parts of them that name another patient. */
function personHints(model: LetterModel, analysis: Analysis): LetterHint[] {
  const patient = analysis.denial?.memberName?.value ?? null;
  return model.exhibits.flatMap((exhibit) => {
    const document = analysis.documents.find((item) => item.documentId === exhibit.documentId);
    const foreign = document?.parts.find(
      (part) =>
        isOtherPerson(part.patientName, patient) &&
        (exhibit.pages.length === 0 ||
          exhibit.pages.some((page) => page - 1 >= part.firstPage && page - 1 <= part.lastPage)),
    );
    return foreign
      ? [
          hint(
            `other-person.${exhibit.letter}`,
            null,
            'warn',
            `Exhibit ${exhibit.letter}, page ${foreign.firstPage + 1}: the paper names another person (${foreign.patientName ?? ''}).`,
            'Leave those pages out, or black them out, unless they belong to this claim.',
          ),
        ]
      : [];
  });
}

/** School grade needed to read the letter's own words; quotes and rules of law are not counted. Null for too few. */
export function letterGrade(model: LetterModel): number | null {
  const text = model.blocks
    .filter((block) => block.included && block.authorities.length === 0 && block.type !== 'heading')
    .map((block) => ownWords(block))
    .join('\n\n');
  const grade = readingGrade(text);
  return grade === null ? null : Math.round(grade);
}

function levelHints(model: LetterModel, tone: ToneRules): LetterHint[] {
  const shown = letterGrade(model);
  if (shown === null) return [];
  return shown > tone.maxGrade
    ? [
        hint(
          'level.high',
          null,
          'suggest',
          `Reading level: about grade ${shown}. Shorter sentences are read more carefully.`,
          'Split long sentences.',
        ),
      ]
    : [];
}
