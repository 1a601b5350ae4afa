/** Plain words for concepts and reasons, for summaries a patient reads. */
import type { Concept, ReasonCode } from '../../domain/kinds.ts';

const names: Partial<Record<Concept, string>> = {
  'conservative-therapy': 'conservative treatment',
  'physical-therapy': 'physical therapy',
  'home-exercise': 'a home exercise program',
  'medication-trial': 'a trial of medicine',
  'cauda-equina': 'signs of cauda equina',
  'motor-deficit': 'weakness on examination',
  'sensory-deficit': 'loss of feeling on examination',
  'reflex-change': 'a change of reflexes',
  'focal-neurological-deficit': 'a focal neurological finding',
  'thunderclap-headache': 'a thunderclap headache',
  'fracture-trauma': 'an injury or suspected fracture',
  'symptom-duration': 'how long the symptoms have lasted',
  progression: 'a new or worse symptom or finding',
  'mechanical-symptoms': 'mechanical symptoms (locking, catching)',
  'provocative-test': 'a positive examination test',
  'prior-imaging': 'earlier imaging',
  'lab-result': 'a laboratory result',
  'tissue-diagnosis': 'a tissue diagnosis',
  'risk-score': 'a risk assessment',
  'stress-test': 'a stress test',
  'specialist-evaluation': 'an evaluation by a specialist',
  're-evaluation': 'a re-evaluation after treatment',
  'place-of-service': 'why this place of service is needed',
  'genetic-test': 'a genetic test',
  contraindication: 'a reason why the other test or treatment cannot be done',
  'treatment-response': 'the response to treatment',
  'weight-loss': 'weight loss',
};

/** The concept as a person would say it. */
export function conceptName(concept: Concept): string {
  return names[concept] ?? concept.replace(/-/g, ' ');
}

const reasons: Readonly<Record<ReasonCode, string>> = {
  MN: 'that the scan is not medically necessary',
  EXP: 'that the scan is experimental or unproven',
  OON: 'that the provider is out of network',
  PRE: 'that there was no approval beforehand',
  NCB: 'that it is not a covered benefit',
  COD: 'that the coding is wrong',
  INF: 'that records or information are missing',
  LOC: 'that the place of service is wrong',
  TMF: 'that the claim came too late',
};

/** The reason as the end of a sentence. */
export function reasonName(reason: ReasonCode): string {
  return reasons[reason];
}
