/** Smaller invented cases beside the lumbar one: an emergency scan without approval, one out of network, a fair denial. */
import type { Analysis } from '../../../shared/domain/finding.ts';
import type { LogEntry } from '../../../shared/domain/track.ts';
import { CaseFile, emptyDenial, finding } from './case-builder.ts';

export const emergencyFile = new CaseFile([
  {
    id: 'doc-er-denial',
    kind: 'denial-letter',
    fileName: 'eob.pdf',
    pages: [
      `HARBORLIGHT MUTUAL HEALTH
May 12, 2026
Member: Anselm Qureshi\tMember ID: HMH-7719-204
Claim number: 26-0412-8890
Service: CPT 74177, CT abdomen and pelvis with contrast, on 04/12/2026
Diagnosis: R10.31
The claim is denied. Prior authorization was not obtained before the service.
The provider is not in the Harborlight network.`,
    ],
  },
  {
    id: 'doc-er-plan',
    kind: 'plan-document',
    fileName: 'policy.pdf',
    pages: [
      `Harborlight Individual Policy, Section 8
8.3 No prior authorization is required for emergency services.
8.9 If no network provider can give a covered service within 50 miles or 10 business days, the
service of another provider is paid at the network level.`,
    ],
  },
  {
    id: 'doc-er-notes',
    kind: 'medical-record',
    fileName: 'er.pdf',
    parts: [{ date: '2026-04-12', title: 'Emergency department record', patientName: 'Anselm Qureshi' }],
    pages: [
      `Tidewater Regional Hospital, Emergency Department
Patient: Anselm Qureshi\tArrival 04/12/2026 02:14 by ambulance
Severe right lower abdominal pain for six hours, fever 39.1 C, guarding and rebound on examination.
CT abdomen and pelvis with contrast ordered at once for suspected perforation.
No other hospital within 60 miles was open to ambulances that night.`,
    ],
  },
]);

const e = emergencyFile;
const noAuth = e.quote('doc-er-denial', 1, 'Prior authorization was not obtained before the service.');
const notIn = e.quote('doc-er-denial', 1, 'The provider is not in the Harborlight network.');
const exam = e.quote(
  'doc-er-notes',
  1,
  'Severe right lower abdominal pain for six hours, fever 39.1 C, guarding and rebound on examination.',
);

export const emergencyAnalysis: Analysis = {
  documents: e.documents(),
  denial: {
    ...emptyDenial,
    documentId: 'doc-er-denial',
    insurer: e.value('doc-er-denial', 1, 'HARBORLIGHT MUTUAL HEALTH', 'Harborlight Mutual Health'),
    memberName: e.value('doc-er-denial', 1, 'Anselm Qureshi'),
    memberId: e.value('doc-er-denial', 1, 'HMH-7719-204'),
    claimNumber: e.value('doc-er-denial', 1, '26-0412-8890'),
    letterDate: e.value('doc-er-denial', 1, 'May 12, 2026', '2026-05-12'),
    serviceDate: e.value('doc-er-denial', 1, '04/12/2026', '2026-04-12'),
    procedureCodes: [e.value('doc-er-denial', 1, '74177')],
    diagnosisCodes: [e.value('doc-er-denial', 1, 'R10.31')],
    scan: {
      value: { scanId: null, modality: 'CT', region: 'abdomen-pelvis', side: null, contrast: 'with' },
      span: e.quote('doc-er-denial', 1, 'CT abdomen and pelvis with contrast'),
    },
    reasons: [
      e.reason('doc-er-denial', 1, 'Prior authorization was not obtained before the service.', 'PRE'),
      e.reason('doc-er-denial', 1, 'The provider is not in the Harborlight network.', 'OON'),
    ],
  },
  earlierDenials: [],
  policies: [],
  facts: [],
  findings: [
    finding('emergency-documented', 'emergency', [
      ['denial', noAuth],
      ['record', exam],
      [
        'record',
        e.quote(
          'doc-er-notes',
          1,
          'CT abdomen and pelvis with contrast ordered at once for suspected perforation.',
        ),
      ],
    ]),
    finding('exception-ignored', 'emergency', [
      ['denial', noAuth],
      ['policy', e.quote('doc-er-plan', 1, '8.3 No prior authorization is required for emergency services.')],
      ['record', exam],
    ]),
    finding('network-gap', 'network-adequacy', [
      ['denial', notIn],
      [
        'policy',
        e.quote(
          'doc-er-plan',
          1,
          '8.9 If no network provider can give a covered service within 50 miles or 10 business days, the service of another provider is paid at the network level.',
        ),
      ],
      [
        'record',
        e.quote('doc-er-notes', 1, 'No other hospital within 60 miles was open to ambulances that night.'),
      ],
    ]),
  ],
  gaps: [],
  pleaseCheck: [],
};

/** The insurer is right: the record holds a referral, four weeks of symptoms and nothing else. */
export const fairFile = new CaseFile([
  {
    id: 'doc-fair-denial',
    kind: 'denial-letter',
    fileName: 'notice.pdf',
    pages: [
      `MEADOWFORK COMMUNITY PLAN
February 3, 2026
Member: Petra Lindqvist-Amadi\tMember ID: MCP-55120
Reference number: PA-88127
Service: CPT 72148, MRI lumbar spine without contrast\tDiagnosis: M54.50
The records do not show six weeks of physical therapy or that the pain has lasted six weeks.`,
    ],
  },
  {
    id: 'doc-fair-policy',
    kind: 'clinical-policy',
    fileName: 'guideline.pdf',
    pages: [
      `Meadowfork Guideline LS-4
(a) pain that has lasted at least six weeks in this episode;
(b) physical therapy of at least six weeks in this episode.`,
    ],
  },
  {
    id: 'doc-fair-note',
    kind: 'medical-record',
    fileName: 'note.pdf',
    pages: [`Low back pain for four weeks. Referred to physical therapy today.`],
  },
]);

const g = fairFile;
const ground = g.quote(
  'doc-fair-denial',
  1,
  'The records do not show six weeks of physical therapy or that the pain has lasted six weeks.',
);

export const fairAnalysis: Analysis = {
  documents: g.documents(),
  denial: {
    ...emptyDenial,
    documentId: 'doc-fair-denial',
    insurer: g.value('doc-fair-denial', 1, 'MEADOWFORK COMMUNITY PLAN', 'Meadowfork Community Plan'),
    memberName: g.value('doc-fair-denial', 1, 'Petra Lindqvist-Amadi'),
    memberId: g.value('doc-fair-denial', 1, 'MCP-55120'),
    referenceNumber: g.value('doc-fair-denial', 1, 'PA-88127'),
    letterDate: g.value('doc-fair-denial', 1, 'February 3, 2026', '2026-02-03'),
    procedureCodes: [g.value('doc-fair-denial', 1, '72148')],
    diagnosisCodes: [g.value('doc-fair-denial', 1, 'M54.50')],
    scan: {
      value: {
        scanId: 'mri-lumbar-spine',
        modality: 'MRI',
        region: 'lumbar-spine',
        side: null,
        contrast: 'without',
      },
      span: g.quote('doc-fair-denial', 1, 'MRI lumbar spine without contrast'),
    },
    reasons: [{ value: 'MN', span: ground }],
    assertions: [
      {
        concept: 'physical-therapy',
        claim: 'absent',
        threshold: { minDays: 42 },
        region: null,
        side: null,
        span: ground,
      },
    ],
  },
  earlierDenials: [],
  policies: [],
  facts: [],
  findings: [
    finding('criterion-unmet', 'physical-therapy', [
      [
        'policy',
        g.quote('doc-fair-policy', 1, '(b) physical therapy of at least six weeks in this episode.'),
      ],
      ['record', g.quote('doc-fair-note', 1, 'Referred to physical therapy today.')],
    ]),
    finding('criterion-unmet', 'symptom-duration', [
      [
        'policy',
        g.quote('doc-fair-policy', 1, '(a) pain that has lasted at least six weeks in this episode;'),
      ],
      ['record', g.quote('doc-fair-note', 1, 'Low back pain for four weeks.')],
    ]),
    finding('no-support-found', 'MN', [['denial', ground]]),
  ],
  gaps: [],
  pleaseCheck: [],
};

const blank: Omit<LogEntry, 'id' | 'kind' | 'at'> = {
  number: null,
  personName: null,
  personId: null,
  reference: null,
  said: null,
  promised: null,
  followUpOn: null,
  certifiedNumber: null,
  sentOn: null,
  deliveredOn: null,
  pagesSent: null,
  pagesConfirmed: null,
  outcome: null,
  documentIds: [],
};

export const sampleLog: readonly LogEntry[] = [
  {
    ...blank,
    id: 'log-1',
    kind: 'call',
    at: '2026-06-22T14:05',
    personName: 'Jolene',
    personId: 'R-4471',
    reference: 'C-99120',
    said: 'The therapy notes are not in the file.',
    promised: 'A copy of the claim file within ten days.',
    followUpOn: '2026-07-02',
  },
  {
    ...blank,
    id: 'log-2',
    kind: 'mail',
    at: '2026-06-12',
    certifiedNumber: '9407 1000 0000 0000 0000 01',
    sentOn: '2026-06-12',
    deliveredOn: '2026-06-15',
    pagesSent: 41,
  },
  {
    ...blank,
    id: 'log-3',
    kind: 'fax',
    at: '2026-06-18',
    number: '555-0177',
    sentOn: '2026-06-18',
    pagesSent: 41,
    pagesConfirmed: 41,
  },
];
