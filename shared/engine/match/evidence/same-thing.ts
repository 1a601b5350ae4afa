/**
 * Whether a fact is of the very kind the denial speaks of: an X-ray does not answer "no CT angiogram", hormone tablets do
 * not answer "no pain medicine", a blood count does not answer "no rise of a tumor marker".
 */
import type { ClinicalFact } from '../../../domain/record.ts';
import { modelFits } from './risk-models.ts';
import { labNamesIn, labs } from '../../record/labs/names.ts';
import { wordsOf } from './evidence.ts';

interface Kind {
  /** How the denial names it. */
  readonly asked: RegExp;
  /** What a fact must show in its quotes or detail. */
  readonly shown: RegExp;
}

const kinds: Partial<Record<ClinicalFact['concept'], readonly Kind[]>> = {
  'prior-imaging': [
    {
      asked: /\b(?:x-?rays?|radiographs?|plain films?|films)\b/i,
      shown: /\b(?:x-?ray(?:s|ed)?|radio?graph\w*|films?|roentgeno\w*|xr|views?|mortise|weight ?bearing)\b/i,
    },
    { asked: /\bmammogra/i, shown: /\bmammo|tomosynthesis/i },
    { asked: /\bcoronary CT|CT angiogra|CCTA\b/i, shown: /\bcoronary CT|CT angiogra|CCTA|CTA\b/i },
    { asked: /\bCT\b(?! angio)|computed tomograph/, shown: /\bCT\b|computed tomograph/i },
    { asked: /\bMRI\b|magnetic resonance/i, shown: /\bMRI\b|\bMR\b|magnetic resonance/i },
    { asked: /\bultrasound|sonogra/i, shown: /\bultraso|\bsono|\bUS\b|duplex|doppler|\bultrasound\b/i },
    {
      asked: /\bechocardiogra|\becho\b/i,
      shown: /\becho|\bT[TE]E\b|\bcardiac ultraso|\bultraso\w+ of (?:the|his|her|your) heart/i,
    },
    { asked: /\bPET\b/, shown: /\bPET\b/i },
    { asked: /\bbone scan/i, shown: /\bbone[- ]scan/i },
    { asked: /\bendoscop|colonoscop/i, shown: /\bendoscop|colonoscop/i },
  ],
  'lab-result': [
    {
      asked: /\btumou?r marker|\bCEA\b|carcinoembryonic/i,
      shown:
        /\bCEA\b|carcinoembryonic|\bCA[- ]?\d|\bPSA\b|\bAFP\b|chromogranin|thyroglobulin|calcitonin|5-HIAA|marker/i,
    },
    { asked: /\bprostate[- ]specific|\bPSA\b/i, shown: /\bPSA\b|prostate[- ]specific/i },
    { asked: /\bcalprotectin/i, shown: /\bcalprotectin/i },
    {
      asked: /\bESR\b|sed(?:imentation)? rate|\bCRP\b|C-reactive/i,
      shown: /\bESR\b|sed(?:imentation)? rate|\bCRP\b|C-reactive/i,
    },
    { asked: /\bD-?dimer/i, shown: /\bD-?dimer/i },
    { asked: /\blipid/i, shown: /\blipid|cholesterol|LDL/i },
    { asked: /\btroponin/i, shown: /\btrop/i },
    { asked: /\bcreatinine|kidney function/i, shown: /\bcreat|eGFR/i },
    { asked: /alpha[- ]?feto|\bAFP\b/i, shown: /alpha[- ]?feto|\bAFP\b/i },
    { asked: /\bthyroid|\bTSH\b/i, shown: /\bthyroid|\bTSH\b|\bT4\b/i },
    { asked: /\bB-?12\b|cobalamin/i, shown: /\bB-?12\b|cobalamin/i },
    { asked: /\bprolactin/i, shown: /\bprolactin/i },
    { asked: /\btestosterone/i, shown: /\btestosterone/i },
    { asked: /\bLDH\b|lactate dehydrogenase/i, shown: /\bLDH\b|lactate dehydrogenase/i },
    {
      asked: /(?<!thyroid )\bhormon/i,
      shown:
        /\bprolactin|\bcortisol|\bIGF|\bTSH\b|\bT4\b|testosterone|estradiol|\bFSH\b|\bLH\b|\bACTH\b|growth hormone|metanephrine/i,
    },
    { asked: /\blipase|amylase/i, shown: /\blipase|amylase/i },
    { asked: /\bEEG\b|electroenceph/i, shown: /\bEEG\b|electroenceph/i },
    { asked: /\bEMG\b|nerve conduction|electrodiagnos/i, shown: /\bEMG\b|nerve conduction|electrodiagnos/i },
    { asked: /\bEKG\b|\bECG\b|electrocardio/i, shown: /\bEKG\b|\bECG\b|electrocardio/i },
    { asked: /\burin(?:e|alysis)\b/i, shown: /\burin|\bUA\b/i },
    { asked: /\bMoCA\b|\bMMSE\b|cognitive/i, shown: /\bMoCA\b|\bMMSE\b|cognitive/i },
    { asked: /\bliver (?:tests|enzymes|function)|bilirubin/i, shown: /\bbilirubin|ALT|AST|alk|liver/i },
  ],
  'medication-trial': [
    { asked: /\banti-?\s?inflammator|\bNSAIDs?\b/i, shown: /\bnsaid|steroid|prednis/i },
    {
      asked: /\bheadache medicine|headache preventive|preventive|prophyla/i,
      shown: /headache-preventive|preventive|neuropathic|propranolol|topiramate|amitriptyline|valpro/i,
    },
    { asked: /\bantibiotic/i, shown: /\bantibiotic/i },
    {
      asked: /\bdisease[- ]modifying/i,
      shown:
        /\bdmard|biologic|disease[- ]modifying|\w{3}mab\b|interferon|glatiramer|fingolimod|fumarate|methotrexate/i,
    },
    { asked: /\bspray|intranasal|nasal steroid/i, shown: /intranasal|spray/i },
    { asked: /\bantianginal|nitrate|beta.?blocker/i, shown: /antianginal/i },
    { asked: /\bacid|proton pump|PPI\b/i, shown: /\bppi\b/i },
    {
      asked: /\bpain|analgesic|back|knee|shoulder|neck|hip|joint/i,
      shown: /\bnsaid|analgesic|opioid|muscle-relaxant|neuropathic|steroid|topical/i,
    },
  ],
  'specialist-evaluation': [
    { asked: /\bendoscop/i, shown: /\bendoscop|ENT\b|otolaryng/i },
    { asked: /\bear, nose|otolaryng|\bENT\b/i, shown: /\bear, nose|otolaryng|\bENT\b|endoscop/i },
    { asked: /\boncolog/i, shown: /\boncolog|hematolog/i },
    { asked: /\bneurolog/i, shown: /\bneuro/i },
    { asked: /\bcardiolog/i, shown: /\bcardiolog|heart/i },
    { asked: /\borthop/i, shown: /\borthop|sports/i },
  ],
  // "No suspected fracture" is not answered by a sprain; "no injury" is by a fall.
  'fracture-trauma': [
    {
      asked: /^(?!.*\b(?:trauma\w*|injur\w*|accident|falls?|fell|blow)\b).*\bfractur/is,
      shown: /\bfractur|\bbroken\b/i,
    },
  ],
  // "No locking" is not answered by a knee that clicks, nor by one that gives way.
  'mechanical-symptoms': [
    {
      asked: /\bmechanical\b|\b(?:or|and) (?:the like|similar|such|anything|something|other)\b|\betc\b/i,
      shown: /./s,
    },
    {
      asked: /\block(?:s|ed|ing)?\b|\bcatch(?:es|ing)?\b|\bcaught\b/i,
      shown:
        /\block\w*|\bcatch\w*|\bcaught\b|\bst(?:uck|icks?|icking)\b|\bjam(?:s|med|ming)?\b|\bblock\w*|\bhang(?:s|ing)? up\b|\b(?:cannot|can['’]t|could not|couldn['’]t|unable to|not able to|won['’]t) (?:be )?(?:fully |completely )?(?:straighten|extend|bend)/i,
    },
    {
      asked: /\bgiv(?:es?|ing) way\b|\bgave way\b|\bbuckl\w+|\binstabil\w+/i,
      shown:
        /\bgiv(?:es?|ing|en)\b.{0,12}\b(?:way|out)\b|\bgave (?:way|out)\b|\bbuckl\w+|\bunstable\b|\binstabil\w+|\bslip\w*|\bshift\w*/i,
    },
    {
      asked: /\bclick\w*|\bpop(?:s|ped|ping)?\b|\bclunk\w*|\bsnap\w*/i,
      shown: /\bclick|\bpop|\bclunk|\bsnap/i,
    },
  ],
  // A test that found nothing certain does not answer "your gene test showed no harmful change".
  'genetic-test': [
    {
      asked:
        /\b(?:harmful|pathogenic|disease-causing|deleterious|mutations?|carriers?|positive|changes?|variants?)\b/i,
      shown:
        /^(?!.*\b(?:uncertain|unknown|VUS|likely benign|benign|no (?:\S+ ){0,4}(?:changes?|variants?|mutations?))\b).*\b(?:pathogenic|deleterious|mutation|carrier|positive)\b/is,
    },
  ],
  'risk-score': [
    { asked: /\bpre-?test probability/i, shown: /\bpre-?test|probability|diamond|forrester/i },
    { asked: /\bwells/i, shown: /\bwells/i },
    { asked: /\bcalcium|agatston|\bCAC\b/i, shown: /\bcalcium|agatston|\bCAC\b/i },
    { asked: /\bASCVD|(?:ten|10)-year/i, shown: /\bASCVD|(?:ten|10)[- ]year|pooled cohort/i },
    { asked: /\bframingham/i, shown: /\bframingham/i },
    {
      asked: /\bbreast cancer risk|lifetime risk/i,
      shown: /\blifetime|tyrer|gail|BRCAPRO|BOADICEA|\bclaus\b/i,
    },
  ],
};

/** Medicines that letters miss by their own name: "no trial of levodopa" is not answered by another. */
const byName =
  /\b(?:levodopa|carbidopa|propranolol|amitriptyline|nortriptyline|valproate|levetiracetam|cyclobenzaprine|prednisone|methylprednisolone|celecoxib|diclofenac|acetaminophen|amlodipine|ranolazine|metoprolol|omeprazole|pantoprazole|fluticasone|tamsulosin|colchicine|naproxen|ibuprofen|meloxicam|gabapentin|topiramate)\b/gi;

function drugsIn(words: string): readonly string[] {
  return [...words.matchAll(byName)].map(([name]) => name.toLowerCase().replace('carbidopa', 'levodopa'));
}

/** Classes of drugs that treat pain of back and joints; other drugs are no trial for them. */
const forPain = /\bnsaid|analgesic|opioid|muscle-relaxant|neuropathic|steroid\b|topical/i;

/** Classes for a disease of their own: a standing infusion for arthritis is no trial for a cough. */
const ownDisease =
  /\b(?:biologic|immunosuppressant|anticoagulant|bone|hormone[- ]therapy|antiepileptic|antianginal)\b/i;
const forThem =
  /\b(?:biologic\w*|immun\w+|disease[- ]modifying|DMARDs?|arthrit\w+|rheumat\w+|psoria\w+|lupus|crohn\w*|colitis|sclerosis|autoimmune|inflammatory (?:bowel|arthritis|disease)|anticoag\w+|blood thinn\w+|clot\w*|bone|osteopor\w+|hormon\w*|endocrine|cancer|seizure\w*|epilep\w+|antiepileptic|anticonvulsant|migraine\w*|headache\w*|preventi\w+|prophyla\w+|angina\w*|antianginal|nitrates?|nerve|neuropath\w*|heart|chest pain|cardiac|coronary)\b/i;

function isForAnotherDisease({ detail }: ClinicalFact, missed: string): boolean {
  return ownDisease.test(detail ?? '') && !forThem.test(missed);
}

/** Classes that treat headache and seizures. */
const forHead =
  /prevent|triptan|antiepileptic|topiramate|propranolol|\bnsaid|analgesic|neuropathic|steroid|cgrp/i;

/** "X-rays, which should come before an MRI, have not been taken": the scan asked for is not what is missed. */
const scanToCome =
  /\b(?:before|ahead of|prior to)\s+(?:an?|the|any)?\s*(?:\w+ )?(?:CT|MRI?|PET|scan|imaging)\b/gi;

/** A value of the list, known by its own name. */
function isNamedLab({ concept, detail }: ClinicalFact): boolean {
  return concept === 'lab-result' && labs.some(([name]) => name === detail);
}

/** True where the fact shows one of the kinds the words name; where they name none, where it is no stranger to the scan. */
export function isSameThing(fact: ClinicalFact, words: string, region: string | null): boolean {
  const missed = fact.concept === 'prior-imaging' ? words.replaceAll(scanToCome, ' ') : words;
  const named = (kinds[fact.concept] ?? []).filter(({ asked }) => asked.test(missed));
  const text = wordsOf(fact);
  if (!modelFits(missed, fact)) return false;
  // The CT of a PET/CT is low in dose and has no contrast: no answer where a CT with contrast is missed.
  if (
    fact.concept === 'prior-imaging' &&
    /\bCT\b[^.;]{0,20}\bwith (?:IV |intravenous )?contrast\b|\bcontrast[- ]enhanced CT\b/i.test(missed) &&
    /\bPET\b/.test(text) &&
    !/\bcontrast\b/i.test(text)
  )
    return false;
  const values = fact.concept === 'lab-result' ? labNamesIn(missed) : [];
  if (named.length + values.length > 0)
    return (
      values.includes(fact.detail ?? '') ||
      // "Troponin 4, TSH 1.3": the line names others beside the value that the fact is of.
      named.some(
        ({ shown }) =>
          shown.test(fact.detail ?? '') || (shown.test(text) && !(values.length > 0 && isNamedLab(fact))),
      )
    );
  if (fact.concept === 'medication-trial' && isForAnotherDisease(fact, missed)) return false;
  const drugs = fact.concept === 'medication-trial' ? drugsIn(missed) : [];
  if (drugs.length > 0) return drugsIn(text).some((drug) => drugs.includes(drug));
  if (
    fact.concept === 'medication-trial' &&
    region !== null &&
    /spine|knee|hip|shoulder|elbow|wrist|ankle|foot|hand/.test(region)
  )
    return forPain.test(fact.detail ?? '') || forPain.test(text);
  if (fact.concept === 'medication-trial' && region !== null && /brain|head/.test(region))
    return forHead.test(fact.detail ?? '') || forHead.test(text);
  return true;
}
