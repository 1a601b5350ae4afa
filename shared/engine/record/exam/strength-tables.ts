/** Tables of strength without "/5": "power | R | L" above rows of muscles, each with a grade for either side. */
import type { Laterality } from '../../../domain/kinds.ts';
import { spanOf } from '../../../text/spans.ts';
import type { Draft } from '../draft.ts';
import { regionOfMuscle, signOf, strengthOf } from './strength.ts';
import { muscleGroup } from './muscles.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';

/** The head's first cell, and which side each of the two columns is. */
const head =
  /^(?:[^\t]*?\b(?:power|strength|motor|mmt|muscles?|myotomes?)\b[^\t]*?(?:\t|  )|)\s*(r|l|right|left|rt|lt)(?:\s*\t\s*| {2,})(r|l|right|left|rt|lt)\s*$/i;
const row = /^([^\t]+?)(?:\t\s*| {2,})([0-5])([+-]?)(?:\s*\t\s*| {2,})([0-5])([+-]?)\s*$/;
/** Reflexes are graded to four and written alike: these muscles have one, so that a table without its name says nothing of them. */
const hasReflex = /^(?:biceps|triceps)$/;
/** A table of reflexes has no five: one without a name is of strength where the row below its head has one. */
const fullStrength = /\b5[+-]?\s*$|\b5[+-]?\s+[0-5][+-]?\s*$/;

/** Each grade below full strength, and each full one, of the tables between `from` and `to`. */
export function readStrengthTables(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const drafts: Draft[] = [];
  let sides: readonly [Laterality, Laterality] | null = null;
  let at = from;
  const lines = page.page.text.slice(from, to).split('\n');
  let named = true;
  for (const [index, line] of lines.entries()) {
    const start = at;
    at += line.length + 1;
    const titled = head.exec(line);
    if (titled !== null) {
      named = /\w{5}/.test(line);
      sides =
        named || fullStrength.test(lines[index + 1] ?? '') ? [sideOf(titled[1]), sideOf(titled[2])] : null;
      continue;
    }
    const graded = row.exec(line);
    if (sides === null || graded === null) {
      if (line.trim() !== '') sides = null;
      continue;
    }
    const [, name = '', first = '', firstSign = '', second = '', secondSign = ''] = graded;
    const group = muscleGroup(name);
    if (group === 'strength' || (!named && hasReflex.test(group))) continue;
    for (const [side, grade, sign] of [
      [sides[0], first, firstSign],
      [sides[1], second, secondSign],
    ] as const)
      drafts.push({
        ...strengthOf(group, Number(grade) + signOf(sign), note),
        region: regionOfMuscle(name, note.region) ?? note.region,
        side,
        spans: [spanOf(page.page, start, start + line.trimEnd().length)],
        why: [`strength ${grade}${sign} of 5, ${name.trim()} ${side}`],
      });
  }
  return drafts;
}

function sideOf(word: string | undefined): Laterality {
  return /^l/i.test(word ?? '') ? 'left' : 'right';
}
