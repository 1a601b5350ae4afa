/** Closed vocabularies of the field, used by every layer. Values are stored; never rename one without a migration. */

export const documentKinds = [
  'denial-letter',
  'medical-record',
  'clinical-policy',
  'plan-document',
  'claim-file',
  'correspondence',
  'literature',
  'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What a label of a letter names; 'other' only closes the value before it, 'service' shows what a table lists. */
export const letterFields = [
  'member-id',
  'member-name',
  'decision-number',
  'letter-date',
  'request-date',
  'service-date',
  'service',
  'other',
] as const;
export type LetterField = (typeof letterFields)[number];

export const planTypes = [
  'erisa-self-funded',
  'erisa-insured',
  'aca-individual',
  'non-federal-government',
  'church',
  'grandfathered',
  'medicare-advantage',
  'original-medicare',
  'medicaid-managed-care',
  'fehb',
  'tricare',
  'pshb',
  'medicaid-fee-for-service',
  'short-term',
  'unknown',
] as const;
export type PlanType = (typeof planTypes)[number];

/** Why a claim was denied (see resources/rules/reasons.json for what answers each). */
export const reasonCodes = ['MN', 'EXP', 'OON', 'PRE', 'NCB', 'COD', 'INF', 'LOC', 'TMF'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const findingTypes = [
  'denial-contradicted-by-record',
  'criterion-met',
  'criterion-unmet',
  'exception-ignored',
  'denial-exceeds-policy',
  'policy-misapplied',
  'code-mismatch',
  'fact-mismatch',
  'reviewer-not-qualified',
  'notice-defect',
  'deadline-defect',
  'authorization-on-file',
  'emergency-documented',
  'network-gap',
  'evidence-supports',
  'no-support-found',
] as const;
export type FindingType = (typeof findingTypes)[number];

export const clinicalConcepts = [
  // Conservative care
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'medication-trial',
  'injection',
  'chiropractic',
  'activity-modification',
  // Red flags
  'cauda-equina',
  'malignancy',
  'infection',
  'fracture-trauma',
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'myelopathy',
  'focal-neurological-deficit',
  'seizure',
  'thunderclap-headache',
  'papilledema',
  'weight-loss',
  'immunosuppression',
  'anticoagulation',
  'vascular-event',
  // Symptoms and examination
  'radiculopathy',
  'symptom-duration',
  'progression',
  'functional-limitation',
  'mechanical-symptoms',
  'joint-instability',
  'provocative-test',
  'joint-effusion',
  'mass',
  // Tests and history
  'prior-imaging',
  'lab-result',
  'tissue-diagnosis',
  'cancer-staging',
  'treatment-response',
  'stress-test',
  'risk-score',
  'smoking-history',
  'age',
  'interval',
  'specialist-evaluation',
  're-evaluation',
  'place-of-service',
  'genetic-test',
  'contraindication',
] as const;

export const procedureConcepts = [
  'criteria-not-identified',
  'specific-reason',
  'claim-file-right',
  'appeal-window',
  'external-review-right',
  'expedited-right',
  'reviewer-identity',
  'reviewer-specialty',
  'decision-clock',
  'prior-authorization',
  'emergency',
  'network-adequacy',
  'records-received',
  'timely-filing',
  'language-access',
  'court-right',
] as const;

export const factConcepts = [
  'procedure-code',
  'diagnosis-code',
  'laterality',
  'body-region',
  'contrast',
  'patient-identity',
  'dates',
  'policy-version',
  'modality',
  'clinical-situation',
  'guideline-support',
] as const;

export type ClinicalConcept = (typeof clinicalConcepts)[number];
export type ProcedureConcept = (typeof procedureConcepts)[number];
export type FactConcept = (typeof factConcepts)[number];
/** A finding's subject. `no-support-found` uses the reason code itself. */
export type Concept = ClinicalConcept | ProcedureConcept | FactConcept | ReasonCode;

export type Laterality = 'left' | 'right' | 'bilateral';
/** ISO 8601 calendar date, YYYY-MM-DD. */
export type IsoDate = string;
