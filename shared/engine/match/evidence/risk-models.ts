/** Models that compute the risk of breast cancer: a policy that names those it accepts accepts no other. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from './evidence.ts';

const models: readonly (readonly [string, RegExp])[] = [
  ['tyrer-cuzick', /\btyrer|\bIBIS\b/i],
  ['gail', /\bgail\b|\bBCRAT\b/i],
  ['brcapro', /\bBRCAPRO\b/i],
  ['claus', /\bclaus\b/i],
  ['canrisk', /\bBOADICEA\b|\bcan ?risk\b/i],
];

const onFamily = /\bfamily[- ]history (?:\w+ )?models?\b|\bmodels? (?:\w+ ){0,4}family history\b/i;

/** The model that computed the score: as it was read, or the only one that the fact's own words name. */
function modelOf(fact: ClinicalFact): string | null {
  if (models.some(([name]) => name === fact.detail)) return fact.detail;
  const text = fact.spans.map(({ quote }) => quote).join(' ');
  const named = models.filter(([, pattern]) => pattern.test(text));
  return named.length === 1 ? (named[0]?.[0] ?? null) : null;
}

/** The probability that a nodule is malignant has models of its own; a calcium score says nothing of it. */
const ofNodule = /\bmalignan|\bnodule|\blung cancer|\b(?:Brock|Mayo|Herder|PanCan)\b/i;
const nodulesModel = /\bbrock|\bmayo|\bherder|\bpan ?can|\bVA (?:model|nodule)|\bnodule|malignan|\bcancer/i;

/** How likely narrowed arteries are now is not how likely an event is within ten years. */
const ofPretest = /\bpre-?test\b|\b(?:likelihood|probability) of (?:\w+ )?(?:coronary|CAD)\b/i;
const otherRisks: ReadonlySet<string> = new Set([
  'ascvd',
  'calcium-score',
  'lifetime-risk',
  'stop-bang',
  'frax',
]);
const namesOther = /\b(?:ASCVD|(?:10|ten)[- ]year|global risk|Framingham|calcium|Agatston)\b/i;

/** Whether a score was computed by one of the models that the words name, or they name none. */
export function modelFits(words: string, fact: ClinicalFact): boolean {
  if (fact.concept !== 'risk-score') return true;
  if (ofNodule.test(words) && !nodulesModel.test(wordsOf(fact))) return false;
  if (ofPretest.test(words) && !namesOther.test(words) && otherRisks.has(fact.detail ?? '')) return false;
  const model = modelOf(fact);
  if (model === null) return true;
  // The Gail model asks for first-degree relatives only; those who ask for a model of the family mean the others.
  if (onFamily.test(words) && model === 'gail') return false;
  const named = models.filter(([, pattern]) => pattern.test(words));
  return named.length === 0 || named.some(([name]) => name === model);
}
