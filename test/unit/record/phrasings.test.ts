/**
 * One fact in many wordings: each file of `phrasings/` names a concept ("# prior-imaging"), then lines that give evidence of it (+) and
 * lines that must not (-): denied, planned, of another person. "\n" and "\t" stand for a new line and a tab.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();
const folder = new URL('phrasings/', import.meta.url);

/** Concepts of which a short note gives evidence; a normal laboratory value counts as one. */
function evidence(words: string): readonly string[] {
  const section = words.startsWith('Plan:') ? '' : 'HPI\n';
  const text = `VALLEY CLINIC\nPatient: Doe, Ana   DOB 03/04/1970   Visit 08/11/2026\n\n${section}${words}\n`;
  return readRecords([{ documentId: 'doc', pages: pagesOf(text) }], rules, null)
    .facts.filter(
      ({ status, context, concept }) =>
        status === 'done' &&
        context.experiencer === 'patient' &&
        context.temporality !== 'hypothetical' &&
        (context.negation === 'affirmed' || concept === 'lab-result'),
    )
    .map(({ concept }) => concept);
}

describe.each(readdirSync(folder))('%s', (file) => {
  let concept = '';
  const rows = readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .flatMap((line): (readonly [string, string, boolean])[] => {
      if (line.startsWith('# ')) concept = line.slice(2);
      return /^[+-]/.test(line)
        ? [[line.slice(1).replaceAll('\\n', '\n').replaceAll('\\t', '\t'), concept, line.startsWith('+')]]
        : [];
    });
  it.each(rows)('%j: %s, %s', (words, named, gives) => {
    expect(evidence(words).includes(named)).toBe(gives);
  });
});
