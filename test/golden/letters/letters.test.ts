/** Each kind of letter, built from invented cases, kept as readable text: a change in wording shows in review. */
import { beforeAll, describe, expect, it } from 'vitest';
import { letterKinds, type LetterKind } from '../../../shared/domain/letter.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { checkQuotes } from '../../../shared/letter/check-quotes.ts';
import { allRuns } from '../../../shared/letter/exhibits.ts';
import type { LetterInput } from '../../../shared/letter/input.ts';
import { emptyProfile } from '../../../shared/letter/input.ts';
import { letterText } from '../../../shared/letter/plain-text.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import type { CaseFile } from '../../unit/letter/case-builder.ts';
import { letterRules } from '../../unit/letter/case-builder.ts';
import { lumbarAnalysis, lumbarFile, lumbarInput } from '../../unit/letter/lumbar-case.ts';
import {
  emergencyAnalysis,
  emergencyFile,
  fairAnalysis,
  fairFile,
  sampleLog,
} from '../../unit/letter/other-cases.ts';

let rules: LetterRules;
beforeAll(async () => {
  rules = await letterRules();
});

interface Scene {
  readonly kind: LetterKind;
  readonly file: CaseFile;
  readonly input: () => LetterInput;
}

const stage = { level: 'initial', scanDone: false, urgent: null, receivedDate: null, insured: null } as const;
const emergency = (): Partial<LetterInput> => ({
  analysis: emergencyAnalysis,
  planType: 'aca-individual',
  profile: emptyProfile,
  stage: { ...stage, scanDone: true },
  today: '2026-06-01',
});
const fair = (): Partial<LetterInput> => ({
  analysis: fairAnalysis,
  planType: 'medicaid-managed-care',
  profile: emptyProfile,
  today: '2026-02-20',
});

const lumbar = (kind: LetterKind, more: Partial<LetterInput> = {}): Scene => ({
  kind,
  file: lumbarFile,
  input: () => lumbarInput(rules, more),
});

const scenes: Readonly<Record<string, Scene>> = {
  'first-level-appeal': lumbar('first-level-appeal'),
  'first-level-appeal-representative': lumbar('first-level-appeal', {
    profile: {
      ...emptyProfile,
      senderName: 'Dolores A. Whitcombe',
      representativeName: 'Teodor Whitcombe',
      senderAddress: ['218 Tannery Road', 'Millbrook Falls, OH 44099'],
    },
  }),
  'first-level-appeal-emergency': {
    kind: 'first-level-appeal',
    file: emergencyFile,
    input: () => lumbarInput(rules, emergency()),
  },
  'first-level-appeal-insurer-right': {
    kind: 'first-level-appeal',
    file: fairFile,
    input: () => lumbarInput(rules, fair()),
  },
  'second-level-appeal': lumbar('second-level-appeal', {
    stage: { ...stage, level: 'upheld' },
    analysis: lumbarAnalysis.denial
      ? { ...lumbarAnalysis, earlierDenials: [{ ...lumbarAnalysis.denial, documentId: 'doc-denial' }] }
      : lumbarAnalysis,
  }),
  'expedited-appeal': lumbar('expedited-appeal', { stage: { ...stage, urgent: true } }),
  'claim-file-request': lumbar('claim-file-request'),
  'peer-to-peer-request': lumbar('peer-to-peer-request'),
  'doctor-letter': { kind: 'doctor-letter', file: fairFile, input: () => lumbarInput(rules, fair()) },
  'retrospective-review': {
    kind: 'retrospective-review',
    file: emergencyFile,
    input: () => lumbarInput(rules, emergency()),
  },
  'gap-exception': {
    kind: 'gap-exception',
    file: emergencyFile,
    input: () => lumbarInput(rules, emergency()),
  },
  'external-review': lumbar('external-review', {
    stage: { ...stage, level: 'final', receivedDate: '2026-06-15' },
  }),
  'agency-complaint': lumbar('agency-complaint'),
  'agency-complaint-state': {
    kind: 'agency-complaint',
    file: emergencyFile,
    input: () => lumbarInput(rules, emergency()),
  },
  'bad-faith-notice': {
    kind: 'bad-faith-notice',
    file: emergencyFile,
    input: () => lumbarInput(rules, { ...emergency(), stage: { ...stage, level: 'upheld', scanDone: true } }),
  },
  'call-follow-up': lumbar('call-follow-up', { log: sampleLog }),
  'proof-of-delivery': lumbar('proof-of-delivery', { log: sampleLog }),
};

describe('golden letters', () => {
  it('has a scene for every kind', () => {
    expect(new Set(Object.values(scenes).map((scene) => scene.kind))).toEqual(new Set(letterKinds));
  });

  for (const [name, scene] of Object.entries(scenes)) {
    it(`writes ${name} as kept, every quote on its page, nothing forbidden`, async () => {
      const model = buildLetter(scene.kind, scene.input());
      expect(checkQuotes(model, scene.file.page)).toEqual([]);
      const text = letterText(model);
      // No template word left, no accusation, no threat that the law does not carry.
      expect(text).not.toMatch(/\{\w+\}|undefined|\[exhibit missing\]/);
      expect(text).not.toMatch(/\bbad faith|punitive|fraud|\blied\b|\$110|violat(?:es|ed) federal/i);
      await expect(text).toMatchFileSnapshot(`${name}.txt`);
    });
  }

  it('asserts nothing that the record does not hold where the insurer is right', () => {
    const model = buildLetter('first-level-appeal', lumbarInput(rules, fair()));
    const quoted = model.blocks.flatMap((block) => allRuns(block)).filter((run) => run.type === 'quote');
    for (const run of quoted) expect(run.span.documentId).toBe('doc-fair-denial');
    expect(letterText(model)).not.toMatch(/is met|documents it|does not hold/);
  });

  it('asks the doctor for exactly what is missing', () => {
    const model = buildLetter('doctor-letter', lumbarInput(rules, fair()));
    const asked = model.blocks.filter((block) => block.id.startsWith('gaps.'));
    expect(asked.map((block) => block.findingIds[0])).toEqual([
      'criterion-unmet-physical-therapy',
      'criterion-unmet-symptom-duration',
    ]);
  });
});
