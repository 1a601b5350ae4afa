/** What every letter must keep to: law that fits the plan, only the person's findings, quotes that hold, honest availability. */
import { beforeAll, describe, expect, it } from 'vitest';
import { planTypes, reasonCodes, type PlanType } from '../../../shared/domain/kinds.ts';
import { letterKinds, type LetterModel } from '../../../shared/domain/letter.ts';
import { allAvailability, letterAvailability } from '../../../shared/letter/availability.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { checkQuotes } from '../../../shared/letter/check-quotes.ts';
import { isOtherPerson } from '../../../shared/text/person.ts';
import { gapLines } from '../../../shared/letter/gaps.ts';
import type { LetterInput } from '../../../shared/letter/input.ts';
import { letterText, pagesWords } from '../../../shared/letter/plain-text.ts';
import { meritPoints } from '../../../shared/letter/points.ts';
import { citationFits } from '../../../shared/letter/procedure.ts';
import { readingGrade } from '../../../shared/letter/reading-level.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { strategyChecklists } from '../../../shared/letter/strategy.ts';
import { toneHints } from '../../../shared/letter/tone.ts';
import { letterRules } from './case-builder.ts';
import { lumbarAnalysis, lumbarFile, lumbarInput } from './lumbar-case.ts';
import { emergencyAnalysis, fairAnalysis, sampleLog } from './other-cases.ts';

let rules: LetterRules;
beforeAll(async () => {
  rules = await letterRules();
});

const federal: readonly PlanType[] = [
  'medicare-advantage',
  'original-medicare',
  'medicaid-managed-care',
  'medicaid-fee-for-service',
  'fehb',
  'pshb',
  'tricare',
];

describe('law in letters', () => {
  it('cites only law that governs the plan type, in every kind of letter', () => {
    for (const planType of planTypes)
      for (const kind of letterKinds) {
        const model = buildLetter(kind, lumbarInput(rules, { planType, log: sampleLog }));
        for (const block of model.blocks)
          for (const citation of block.authorities) {
            const own = planType === 'grandfathered' || /^(?:Cal|Tex)\./.test(citation);
            expect({ planType, kind, citation, fits: own || citationFits(citation, planType) }).toEqual({
              planType,
              kind,
              citation,
              fits: true,
            });
          }
        const text = letterText(model);
        if (federal.includes(planType)) expect(text).not.toMatch(/ERISA|2560|2590/);
        expect(text).not.toMatch(/\bbad faith\b|punitive|\$110|same specialty/i);
      }
  });

  it('states no law for a plan type of which nothing is known', () => {
    const model = buildLetter('first-level-appeal', lumbarInput(rules, { planType: 'unknown' }));
    expect(model.blocks.flatMap((block) => block.authorities)).toEqual([]);
  });

  it('keeps state law to insured plans of that state', () => {
    const cites = (planType: PlanType, state: string) =>
      letterText(buildLetter('first-level-appeal', lumbarInput(rules, { planType, state }))).includes(
        'Tex. Ins. Code',
      );
    expect(cites('erisa-insured', 'TX')).toBe(true);
    expect(cites('erisa-self-funded', 'TX')).toBe(false);
    expect(cites('erisa-insured', 'OH')).toBe(false);
  });

  it('speaks of 60 days for care already received and of 30 for care to come', () => {
    const text = (scanDone: boolean) =>
      letterText(
        buildLetter(
          'first-level-appeal',
          lumbarInput(rules, {
            stage: { level: 'initial', scanDone, urgent: null, receivedDate: null, insured: null },
          }),
        ),
      );
    expect(text(true)).toContain('within 60 days');
    expect(text(false)).toContain('within 30 days');
  });
});

describe('what enters a letter', () => {
  it('leaves out rejected findings, and undecided ones where only accepted ones count', () => {
    const points = (more: Partial<LetterInput>) =>
      meritPoints(lumbarInput(rules, more)).flatMap((point) =>
        point.findings.map((finding) => finding.concept),
      );
    const id = 'denial-contradicted-by-record-motor-deficit';
    expect(points({})).toContain('motor-deficit');
    expect(points({ decisions: [{ findingId: id, verdict: 'rejected' }] })).not.toContain('motor-deficit');
    expect(points({ use: 'accepted' })).toEqual([]);
    expect(points({ use: 'accepted', decisions: [{ findingId: id, verdict: 'accepted' }] })).toEqual([
      'motor-deficit',
    ]);
  });

  it('leaves a fairly documented criterion to the person', () => {
    const fair = {
      ...lumbarAnalysis,
      findings: lumbarAnalysis.findings.map((finding) =>
        finding.type === 'criterion-met' ? { ...finding, strength: 'fair' as const } : finding,
      ),
    };
    const input = lumbarInput(rules, { analysis: fair });
    expect(meritPoints(input).some((point) => point.lead.type === 'criterion-met')).toBe(false);
    const accepted = {
      ...input,
      decisions: [{ findingId: 'criterion-met-symptom-duration', verdict: 'accepted' as const }],
    };
    expect(meritPoints(accepted).some((point) => point.lead.type === 'criterion-met')).toBe(true);
  });

  it('argues one criterion once, the strongest first, procedure after the merits', () => {
    const model = buildLetter('first-level-appeal', lumbarInput(rules));
    const headings = model.blocks.filter((block) => block.type === 'heading').map((block) => block.id);
    expect(headings.filter((id) => id.startsWith('point-'))).toHaveLength(3);
    expect(headings.indexOf('procedure')).toBeGreaterThan(
      headings.lastIndexOf('point-criterion-met-symptom-duration'),
    );
  });

  it('never argues a gap, and lists it for the person', () => {
    const model = buildLetter('first-level-appeal', lumbarInput(rules));
    expect(model.blocks.flatMap((block) => block.findingIds)).not.toContain('criterion-unmet-prior-imaging');
    expect(gapLines(lumbarAnalysis, rules)).toHaveLength(1);
  });

  it('does not ask for the scan of the denial where the order names another', () => {
    const mismatch = {
      ...lumbarAnalysis,
      findings: [
        {
          ...lumbarAnalysis.findings[1]!,
          id: 'code',
          type: 'code-mismatch' as const,
          concept: 'procedure-code' as const,
        },
      ],
    };
    const text = letterText(buildLetter('first-level-appeal', lumbarInput(rules, { analysis: mismatch })));
    expect(text).toContain('approve the scan as ordered');
    expect(text).toContain('Service named in the denial');
    expect(text).not.toMatch(/approve MRI/);
  });

  it('signs for a representative in the third person', () => {
    const input = lumbarInput(rules);
    const model = buildLetter('first-level-appeal', {
      ...input,
      profile: { ...input.profile, representativeName: 'Teodor Whitcombe' },
    });
    expect(model.signature).toEqual([
      'Teodor Whitcombe',
      'Authorized representative of Dolores A. Whitcombe',
    ]);
    expect(letterText(model)).toContain('as the authorized representative of Dolores A. Whitcombe');
  });

  it('is the same for the same case', () => {
    for (const kind of letterKinds)
      expect(buildLetter(kind, lumbarInput(rules))).toEqual(buildLetter(kind, lumbarInput(rules)));
  });

  it('gives every block an id of its own', () => {
    for (const kind of letterKinds) {
      const ids = buildLetter(kind, lumbarInput(rules, { log: sampleLog })).blocks.map((block) => block.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('the last check before a letter leaves', () => {
  const changed = (model: LetterModel, quote: string): LetterModel => ({
    ...model,
    blocks: model.blocks.map((block) => ({
      ...block,
      runs: block.runs.map((run) => (run.type === 'quote' ? { ...run, span: { ...run.span, quote } } : run)),
    })),
  });

  it('stops words that are not on their page', () => {
    const model = buildLetter('first-level-appeal', lumbarInput(rules));
    expect(checkQuotes(model, lumbarFile.page)).toEqual([]);
    const wrong = checkQuotes(changed(model, 'I never said this.'), lumbarFile.page);
    expect(new Set(wrong.map((problem) => problem.kind))).toEqual(new Set(['not-on-page', 'not-on-page']));
    expect(wrong.length).toBeGreaterThan(5);
  });

  it('stops an empty quote, a missing page and a citation that is not enclosed', () => {
    const model = buildLetter('first-level-appeal', lumbarInput(rules));
    expect(checkQuotes(changed(model, ' '), lumbarFile.page).length).toBeGreaterThan(0);
    expect(checkQuotes(model, () => null).every((problem) => problem.kind === 'page-missing')).toBe(true);
    const without = { ...model, exhibits: model.exhibits.slice(1) };
    expect(checkQuotes(without, lumbarFile.page).some((problem) => problem.kind === 'not-enclosed')).toBe(
      true,
    );
    const less = { ...model, exhibits: model.exhibits.map((exhibit) => ({ ...exhibit, pages: [2] })) };
    expect(checkQuotes(less, lumbarFile.page).some((problem) => problem.kind === 'page-not-enclosed')).toBe(
      true,
    );
  });

  it('warns of another person’s paper among the exhibits', () => {
    const mixed = {
      ...lumbarAnalysis,
      documents: lumbarAnalysis.documents.map((document) => ({
        ...document,
        parts: document.parts.map((part) =>
          document.documentId === 'doc-pt' ? { ...part, patientName: 'Rufus Whitcombe' } : part,
        ),
      })),
    };
    const model = buildLetter('first-level-appeal', lumbarInput(rules, { analysis: mixed }));
    const hints = toneHints(model, rules, { planType: 'erisa-self-funded', analysis: mixed });
    expect(hints.some((hint) => hint.id.startsWith('other-person.'))).toBe(true);
    expect(isOtherPerson('WHITCOMBE, DOLORES', 'Dolores A. Whitcombe')).toBe(false);
    expect(isOtherPerson(null, 'Dolores A. Whitcombe')).toBe(false);
    // A scan's slip and an initial for a first name are no other person.
    expect(isOtherPerson('Whitcornbe, Dolores', 'Dolores A. Whitcombe')).toBe(false);
    expect(isOtherPerson('D. Whitcombe', 'Dolores A. Whitcombe')).toBe(false);
  });
});

describe('which letters fit', () => {
  it('never offers a rights notice under ERISA or a federal program', () => {
    for (const planType of [
      ...federal,
      'erisa-self-funded',
      'erisa-insured',
      'grandfathered',
      'unknown',
    ] as const)
      for (const level of ['initial', 'upheld', 'final'] as const)
        expect(
          letterAvailability(
            'bad-faith-notice',
            lumbarInput(rules, {
              planType,
              stage: { level, scanDone: null, urgent: null, receivedDate: null, insured: true },
            }),
          ).available,
        ).toBe(false);
  });

  it('offers what fits the stage and says why in one sentence', () => {
    const offered = (more: Partial<LetterInput>) =>
      allAvailability(lumbarInput(rules, more))
        .filter((item) => item.available)
        .map((item) => item.kind);
    expect(offered({})).toEqual([
      'first-level-appeal',
      'claim-file-request',
      'peer-to-peer-request',
      'doctor-letter',
      'agency-complaint',
    ]);
    expect(offered({ log: sampleLog })).toEqual(
      expect.arrayContaining(['call-follow-up', 'proof-of-delivery']),
    );
    expect(
      offered({
        analysis: emergencyAnalysis,
        planType: 'aca-individual',
        stage: { level: 'upheld', scanDone: true, urgent: null, receivedDate: null, insured: null },
      }),
    ).toEqual(
      expect.arrayContaining([
        'retrospective-review',
        'gap-exception',
        'bad-faith-notice',
        'agency-complaint',
      ]),
    );
    for (const item of allAvailability(lumbarInput(rules))) expect(item.because).toMatch(/\.$/);
  });

  it('says so where nothing answers the denial yet', () => {
    const input = lumbarInput(rules, { analysis: fairAnalysis, planType: 'medicaid-managed-care' });
    expect(letterAvailability('first-level-appeal', input).because).toContain('Nothing in the papers');
    const hints = toneHints(buildLetter('first-level-appeal', input), rules, { planType: input.planType });
    expect(hints.map((hint) => hint.id)).toContain('missing.points');
  });

  it('has a checklist for every reason, ticked by what the papers hold', () => {
    expect(rules.strategy.map((rule) => rule.reason).toSorted()).toEqual([...reasonCodes].toSorted());
    const items = strategyChecklists(lumbarInput(rules))[0]?.items ?? [];
    expect(items.filter((item) => item.have).map((item) => item.id)).toEqual([
      'policy',
      'conservative',
      'exam',
    ]);
  });
});

describe('small parts', () => {
  it('names page choices in words', () => {
    expect(pagesWords([], 1)).toBe('1 page');
    expect(pagesWords([1, 3, 4, 5, 9], 9)).toBe('pages 1, 3-5, 9 of 9');
    expect(pagesWords([2], 9)).toBe('page 2 of 9');
  });

  it('grades plain words below long ones', () => {
    const plain = readingGrade('The record shows it. The page is here. Please read it. '.repeat(4)) ?? 99;
    const heavy = readingGrade(
      'Notwithstanding considerable documentation, the organization unaccountably maintained its contradictory determination regarding authorization. '.repeat(
        3,
      ),
    );
    expect(plain).toBeLessThan(heavy ?? 0);
    expect(readingGrade('Too short.')).toBeNull();
  });

  it('knows every department, once, with its own number and site', () => {
    const states = rules.agencies.departments.map((department) => department.state);
    expect(states).toHaveLength(51);
    expect(new Set(states).size).toBe(51);
  });
});
