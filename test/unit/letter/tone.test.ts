/** Tone rules against their own examples, and the hints on whole letters. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { toneHints } from '../../../shared/letter/tone.ts';
import { letterKinds, type LetterModel } from '../../../shared/domain/letter.ts';
import { matchesPattern } from '../../../shared/text/pattern.ts';
import { letterRules } from './case-builder.ts';
import { lumbarInput } from './lumbar-case.ts';

let rules: LetterRules;
beforeAll(async () => {
  rules = await letterRules();
});

function withWords(words: string): LetterModel {
  const model = buildLetter('first-level-appeal', lumbarInput(rules));
  return {
    ...model,
    blocks: [
      {
        id: 'own',
        type: 'paragraph',
        runs: [{ type: 'text', text: words }],
        findingIds: [],
        authorities: [],
        included: true,
      },
    ],
  };
}

const ids = (words: string, planType: 'erisa-self-funded' | 'aca-individual' = 'erisa-self-funded') =>
  toneHints(withWords(words), rules, { planType }).map((hint) => hint.id);

describe('tone', () => {
  it('matches and passes over the examples of every rule', () => {
    for (const rule of rules.tone.rules) {
      for (const words of rule.examples.match)
        expect(matchesPattern(rule.pattern, words), `${rule.id}: ${words}`).toBe(true);
      for (const words of rule.examples.noMatch)
        expect(matchesPattern(rule.pattern, words), `${rule.id}: ${words}`).toBe(false);
    }
  });

  it('finds nothing to stop in any letter it builds itself', () => {
    for (const kind of letterKinds) {
      const hints = toneHints(buildLetter(kind, lumbarInput(rules)), rules, {
        planType: 'erisa-self-funded',
      });
      expect({ kind, hints: hints.filter((hint) => hint.id.startsWith('tone.')) }).toEqual({
        kind,
        hints: [],
      });
      expect({ kind, stops: hints.filter((hint) => hint.severity === 'stop') }).toEqual({ kind, stops: [] });
    }
  });

  it('stops a bad-faith threat under ERISA and only warns where state law may apply', () => {
    expect(ids('This is bad faith.')).toContain('tone.threat.badfaith@own');
    expect(ids('This is bad faith.', 'aca-individual')).toContain('tone.threat.badfaith.other@own');
  });

  it('asks for function or findings beside pain, and leaves severe pain that makes a claim urgent', () => {
    expect(ids('The pain is terrible.')).toContain('tone.pain-alone@own');
    expect(ids('Because of the pain I cannot stand longer than ten minutes.')).not.toContain(
      'tone.pain-alone@own',
    );
    expect(ids('My doctor writes that severe pain cannot be managed without the scan.')).not.toContain(
      'tone.pain-alone@own',
    );
  });

  it('does not blame the person for words the insurer wrote', () => {
    const model = withWords('The letter says: ');
    const quoted: LetterModel = {
      ...model,
      blocks: model.blocks.map((block) => ({
        ...block,
        runs: [
          {
            type: 'quote',
            span: { documentId: 'doc-denial', pageIndex: 0, start: 0, end: 9, quote: 'This is bad faith.' },
          },
        ],
      })),
    };
    expect(
      toneHints(quoted, rules, { planType: 'erisa-self-funded' }).filter((hint) => hint.blockId),
    ).toEqual([]);
  });

  it('warns of blanks and of missing codes', () => {
    const model = { ...withWords('I ask for review.'), identification: [] };
    const found = toneHints(model, rules, { planType: 'erisa-self-funded' }).map((hint) => hint.id);
    expect(found).toEqual(
      expect.arrayContaining([
        'missing.procedure-code',
        'missing.date',
        'missing.member-id',
        'blank.frame.0',
      ]),
    );
  });
});
