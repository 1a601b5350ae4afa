/** An invented patient with a denied lumbar MRI; the denial is wrong on three points, right on none. */
import type { Analysis } from '../../../shared/domain/finding.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import type { LetterInput } from '../../../shared/letter/input.ts';
import { emptyProfile } from '../../../shared/letter/input.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { CaseFile, emptyDenial, finding } from './case-builder.ts';

export const lumbarFile = new CaseFile([
  {
    id: 'doc-denial',
    kind: 'denial-letter',
    fileName: 'letter.pdf',
    pages: [
      `PINEGATE HEALTH ADMINISTRATORS
Utilization Review, P.O. Box 4410, Fairmont Junction, OH 44000

June 11, 2026

Member: Dolores A. Whitcombe\tMember ID: PGH-30118842
Plan: Larkspur Tool & Die Employee Medical Plan (self-funded)
Reference number: UR-2026-114907
Service: CPT 72148, MRI lumbar spine without contrast
Diagnosis: M54.16, M51.26

Dear Ms. Whitcombe:

We reviewed the request against Clinical Guideline IMG-207. The request is denied as
not medically necessary for these reasons:

1. There is no documentation that you completed six weeks of supervised physical therapy.
2. The records do not show a trial of prescription anti-inflammatory medication.
3. The neurological examination was reported as normal.`,
      `The decision was made by Harold Venn, MD, board certified in ophthalmology.

You may ask for an appeal within 120 days of the date of this letter. Write to Pinegate Appeals,
P.O. Box 4411, Fairmont Junction, OH 44000.

You may ask for review by an independent organization after the appeal.`,
    ],
  },
  {
    id: 'doc-policy',
    kind: 'clinical-policy',
    fileName: 'IMG-207.pdf',
    pages: [
      `Pinegate Clinical Guideline IMG-207
Magnetic Resonance Imaging of the Lumbar Spine
Effective January 1, 2026`,
      `Section 2. Radicular pain
Lumbar MRI is medically necessary when all of the following are documented:
2.1 Radicular symptoms that have lasted at least six weeks.
2.2 Six weeks of provider-directed conservative care within the past six months, including
supervised physical therapy of at least six weeks and a prescription anti-inflammatory medication
for at least 14 days, unless contraindicated.
2.3 An objective neurological finding on examination within the past 30 days, such as weakness
of grade 4/5 or less, a diminished reflex, or loss of sensation in a dermatome.`,
    ],
  },
  {
    id: 'doc-pt',
    kind: 'medical-record',
    fileName: 'pt.pdf',
    parts: [
      {
        date: '2026-05-28',
        author: 'Inés Marlowe, PT',
        title: 'Physical therapy notes',
        patientName: 'Dolores Whitcombe',
      },
    ],
    pages: [
      `Cedar Bend Physical Therapy
Patient: Dolores Whitcombe
Initial evaluation 04/13/2026. Referred for left L5 radicular pain.
Plan: two visits a week.`,
      `Discharge summary 05/28/2026
Patient attended 12 of 12 supervised visits from 04/13/2026 to 05/28/2026.
Leg pain unchanged at discharge; discharged to home program.`,
    ],
  },
  {
    id: 'doc-notes',
    kind: 'medical-record',
    fileName: 'office.pdf',
    parts: [
      {
        date: '2026-04-09',
        author: 'Priya Santangelo, MD',
        title: 'Office note',
        firstPage: 0,
        lastPage: 0,
        patientName: 'Dolores A. Whitcombe',
      },
      {
        date: '2026-06-02',
        author: 'Priya Santangelo, MD',
        title: 'Office note',
        firstPage: 1,
        lastPage: 1,
        patientName: 'Dolores A. Whitcombe',
      },
    ],
    pages: [
      `Hollow Creek Family Medicine
Date of visit: 04/09/2026
Left leg pain since March 2, 2026, from the buttock to the top of the foot.
Start meloxicam 15 mg daily.`,
      `Hollow Creek Family Medicine
Date of visit: 06/02/2026
Meloxicam 15 mg daily taken 04/09/2026 through 05/14/2026, stopped for lack of benefit.
Left leg pain has now lasted 13 weeks. She cannot stand longer than ten minutes.
Exam: left extensor hallucis longus 4/5; reduced sensation over the dorsum of the left foot.
Order: MRI lumbar spine without contrast, CPT 72148.`,
    ],
  },
]);

const f = lumbarFile;

const ptFact: ClinicalFact = {
  id: 'fact-pt',
  concept: 'physical-therapy',
  detail: null,
  context: { negation: 'affirmed', temporality: 'recent', experiencer: 'patient' },
  status: 'done',
  region: 'lumbar-spine',
  side: null,
  date: '2026-05-28',
  noteDate: '2026-05-28',
  measure: { from: '2026-04-13', to: '2026-05-28', days: 45, visits: 12, quantity: null },
  outcome: 'failed',
  section: null,
  author: null,
  partIndex: 0,
  spans: [f.quote('doc-pt', 2, 'Patient attended 12 of 12 supervised visits from 04/13/2026 to 05/28/2026.')],
  why: [],
};

const pt = f.quote(
  'doc-denial',
  1,
  'There is no documentation that you completed six weeks of supervised physical therapy.',
);
const drug = f.quote(
  'doc-denial',
  1,
  'The records do not show a trial of prescription anti-inflammatory medication.',
);
const exam = f.quote('doc-denial', 1, 'The neurological examination was reported as normal.');
const care = f.quote(
  'doc-policy',
  2,
  'Six weeks of provider-directed conservative care within the past six months, including supervised physical therapy of at least six weeks and a prescription anti-inflammatory medication for at least 14 days, unless contraindicated.',
);
const sign = f.quote(
  'doc-policy',
  2,
  'An objective neurological finding on examination within the past 30 days, such as weakness of grade 4/5 or less, a diminished reflex, or loss of sensation in a dermatome.',
);

export const lumbarAnalysis: Analysis = {
  documents: f.documents(),
  denial: {
    ...emptyDenial,
    documentId: 'doc-denial',
    insurer: f.value('doc-denial', 1, 'PINEGATE HEALTH ADMINISTRATORS', 'Pinegate Health Administrators'),
    plan: f.value('doc-denial', 1, 'Larkspur Tool & Die Employee Medical Plan'),
    memberName: f.value('doc-denial', 1, 'Dolores A. Whitcombe'),
    memberId: f.value('doc-denial', 1, 'PGH-30118842'),
    referenceNumber: f.value('doc-denial', 1, 'UR-2026-114907'),
    letterDate: f.value('doc-denial', 1, 'June 11, 2026', '2026-06-11'),
    procedureCodes: [f.value('doc-denial', 1, '72148')],
    diagnosisCodes: [f.value('doc-denial', 1, 'M54.16'), f.value('doc-denial', 1, 'M51.26')],
    scan: {
      value: {
        scanId: 'mri-lumbar-spine',
        modality: 'MRI',
        region: 'lumbar-spine',
        side: null,
        contrast: 'without',
      },
      span: f.quote('doc-denial', 1, 'MRI lumbar spine without contrast'),
    },
    reasons: [f.reason('doc-denial', 1, 'not medically necessary', 'MN')],
    citedPolicies: [
      {
        id: 'IMG-207',
        title: null,
        section: null,
        span: f.quote('doc-denial', 1, 'Clinical Guideline IMG-207'),
      },
    ],
    reviewerName: f.value('doc-denial', 2, 'Harold Venn, MD'),
    reviewerSpecialty: f.value('doc-denial', 2, 'board certified in ophthalmology', 'ophthalmology'),
    appealDays: { value: 120, span: f.quote('doc-denial', 2, 'within 120 days of the date of this letter') },
    assertions: [
      {
        concept: 'physical-therapy',
        claim: 'absent',
        threshold: { minDays: 42 },
        region: null,
        side: null,
        span: pt,
      },
      { concept: 'medication-trial', claim: 'absent', threshold: null, region: null, side: null, span: drug },
      { concept: 'motor-deficit', claim: 'normal', threshold: null, region: null, side: null, span: exam },
    ],
  },
  earlierDenials: [],
  policies: [
    {
      documentId: 'doc-policy',
      id: 'IMG-207',
      title: 'Magnetic Resonance Imaging of the Lumbar Spine',
      insurer: null,
      effectiveDate: '2026-01-01',
      retiredDate: null,
      reviewDate: null,
      version: null,
      codes: ['72148'],
      regions: ['lumbar-spine'],
      modalities: ['MRI'],
      ageMin: null,
      ageMax: null,
      sections: [],
      spans: { id: null, effective: null, retired: null },
    },
  ],
  facts: [ptFact],
  findings: [
    finding('criterion-met', 'symptom-duration', [
      ['policy', f.quote('doc-policy', 2, 'Radicular symptoms that have lasted at least six weeks.')],
      [
        'record',
        f.quote(
          'doc-notes',
          1,
          'Left leg pain since March 2, 2026, from the buttock to the top of the foot.',
        ),
      ],
      ['record', f.quote('doc-notes', 2, 'Left leg pain has now lasted 13 weeks.')],
    ]),
    finding(
      'denial-contradicted-by-record',
      'physical-therapy',
      [
        ['denial', pt],
        ['policy', care],
        [
          'record',
          f.quote('doc-pt', 2, 'Patient attended 12 of 12 supervised visits from 04/13/2026 to 05/28/2026.'),
        ],
        ['record', f.quote('doc-pt', 2, 'Leg pain unchanged at discharge; discharged to home program.')],
      ],
      { why: { ruleIds: [], criterion: '2.2', factIds: ['fact-pt'], steps: [] } },
    ),
    finding('denial-contradicted-by-record', 'medication-trial', [
      ['denial', drug],
      ['policy', care],
      [
        'record',
        f.quote(
          'doc-notes',
          2,
          'Meloxicam 15 mg daily taken 04/09/2026 through 05/14/2026, stopped for lack of benefit.',
        ),
      ],
    ]),
    finding('denial-contradicted-by-record', 'motor-deficit', [
      ['denial', exam],
      ['policy', sign],
      [
        'record',
        f.quote(
          'doc-notes',
          2,
          'left extensor hallucis longus 4/5; reduced sensation over the dorsum of the left foot.',
        ),
      ],
    ]),
    finding('reviewer-not-qualified', 'reviewer-specialty', [
      [
        'denial',
        f.quote(
          'doc-denial',
          2,
          'The decision was made by Harold Venn, MD, board certified in ophthalmology.',
        ),
      ],
    ]),
    finding('deadline-defect', 'appeal-window', [
      [
        'denial',
        f.quote('doc-denial', 2, 'You may ask for an appeal within 120 days of the date of this letter.'),
      ],
    ]),
    finding('notice-defect', 'claim-file-right', [], { strength: 'fair' }),
    finding('criterion-unmet', 'prior-imaging', []),
  ],
  gaps: [],
  pleaseCheck: [],
};

export function lumbarInput(rules: LetterRules, more: Partial<LetterInput> = {}): LetterInput {
  return {
    analysis: lumbarAnalysis,
    decisions: [],
    use: 'not-rejected',
    profile: {
      ...emptyProfile,
      senderName: 'Dolores A. Whitcombe',
      senderAddress: ['218 Tannery Road', 'Millbrook Falls, OH 44099'],
      senderPhone: '555-0148',
      recipientName: 'Pinegate Appeals',
      recipientAddress: ['P.O. Box 4411', 'Fairmont Junction, OH 44000'],
    },
    planType: 'erisa-self-funded',
    state: 'OH',
    today: '2026-06-24',
    stage: { level: 'initial', scanDone: false, urgent: null, receivedDate: '2026-06-15', insured: null },
    log: [],
    rules,
    ...more,
  };
}
