import { expect, it } from 'vitest';
import { loadRules } from '../../../electron/rules/load-rules.ts';
import { documentKinds } from '../../../shared/domain/kinds.ts';
import { featuresOf, vocabularyWeights } from '../../../shared/engine/classify/vocabulary.ts';

const { words } = (await loadRules()).kinds;

/** Nothing of these stands in kinds.json: each is recognised by how it talks. */
const talks: Readonly<Record<string, string>> = {
  'clinical-policy':
    'Advanced imaging of the joints\nThe study is considered appropriate when the following are present:\n(a) symptoms for six weeks or longer\n(b) radiographs that do not explain the symptoms\n(c) failure of activity modification, physical therapy and medication\nImaging is not appropriate for screening or for repeat studies without a change in symptoms.\nReferences\nRevision history: 2025 reviewed, no change in criteria.',
  'medical-record':
    'Pt seen for f/u of R knee. Still swells after stairs, no locking. Took ibuprofen 600 TID x 4 wks with little relief. On exam trace effusion, tender medial joint line, ROM 0-125, strength 5/5.\nPlan: continue HEP, recheck in 3 weeks, order imaging if no better.',
};

it.each(Object.entries(talks))('hears a %s in its words', (kind, text) => {
  const weights = vocabularyWeights(text, words);
  const loudest = documentKinds.toSorted((a, b) => weights[b] - weights[a])[0];
  expect(loudest).toBe(kind);
});

it('says little of a page with few words, and nothing of one without', () => {
  expect(Math.max(...Object.values(vocabularyWeights('zqx vlo', words)))).toBeLessThan(0.5);
  expect(vocabularyWeights('', words)['denial-letter']).toBeCloseTo(0);
});

it('keeps within its bounds on long and hostile pages', () => {
  const long = 'medically necessary criteria policy '.repeat(40_000);
  for (const weight of Object.values(vocabularyWeights(long, words)))
    expect(Math.abs(weight)).toBeLessThanOrEqual(words.most);
});

it('takes all numbers for the same, so that nobody’s own are learned', () => {
  expect([...featuresOf('Claim 8830-41927')]).toEqual([...featuresOf('Claim 1')]);
  for (const word of Object.keys(words.weights)) expect(word).not.toMatch(/[1-9]/);
});
