/**
 * Whose visit a specialist's is: "evaluated by a cardiologist" is not met by an orthopedist's note, nor answered by one.
 * Fields overlap as practice does: a spine is looked at by surgeons, physiatrists and pain physicians alike.
 */
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from './evidence.ts';

interface Field {
  /** How a policy or a letter names it. */
  readonly asked: RegExp;
  /** How a record's fact is named: by the words of its mention (cut to their stems), or by the specialty of a letterhead. */
  readonly shown: RegExp;
}

const fields: readonly Field[] = [
  {
    asked:
      /\bneurolog(?:y|ists?)\b|\bepileptolog|\b(?:headache|epilepsy|stroke|memory|movement disorders?|MS) (?:specialists?|clinic|center)/i,
    shown: /\bneurologist\b|\bneurology\b/,
  },
  { asked: /\bneuro-?surg|\bneurological surg/i, shown: /\bneurosurg/ },
  { asked: /\borthop|\bsports medicine/i, shown: /\borthop?|\bsport|\bhand surge|\bfoot surge/ },
  {
    asked: /\b(?:spine|spinal) (?:surg|specialist|clinic|center|physician|team)/i,
    shown: /\bneurosurg|\borthop?|\bspin|\bphysi|\bpain/,
  },
  {
    asked: /\bphysiatr|\bPM ?& ?R\b|\bphysical medicine|\brehabilitation (?:medicine|physician)/i,
    shown: /\bphysi/,
  },
  { asked: /\bpain (?:medicine|management|specialist|clinic|physician)/i, shown: /\bpain|\bphysi/ },
  {
    asked: /\bcardiolog|\belectro-?physiolog|\bheart (?:failure )?(?:specialist|team|clinic|center)/i,
    shown: /\bcardi|\belect/,
  },
  { asked: /\bvascular (?:surg|medicine|specialist)/i, shown: /\bvascu/ },
  { asked: /\bgastroenterolog|\bhepatolog|\bGI\b|\bdigestive/, shown: /\bgastr|\bhepat|\bgi\b/ },
  {
    asked: /\boncolog|\bh(?:a)?ematolog|\btumou?r board|\bmultidisciplinary/i,
    shown: /\boncol|\bhemat|\bhaema|\btumo|\bmulti/,
  },
  { asked: /\burolog/i, shown: /\burolo/ },
  { asked: /\bnephrolog/i, shown: /\bnephr/ },
  {
    asked: /\b(?:oto|rhino)?laryngolog|\bENT\b|\bear, nose|\bhead and neck surg/,
    shown: /\botola|\bent\b|\bendos/,
  },
  { asked: /\ballerg(?:y|ists?)\b|\bimmunolog/i, shown: /\baller/ },
  {
    asked:
      /\bpulmon(?:ary|olog)|\b(?:lung|nodule) (?:clinic|specialist|center)|\bthoracic (?:surg|medicine)/i,
    shown: /\bpulm|\bthora|\bnodul|\blung/,
  },
  { asked: /\brheumatolog/i, shown: /\brheum/ },
  { asked: /\bendocrin/i, shown: /\bendoc/ },
  { asked: /\bophthalmolog|\boptometr|\beye (?:doctor|specialist|clinic)/i, shown: /\bophth|\boptom/ },
  { asked: /\bgyna?ecolog|\bobstetric/i, shown: /\bgynec/ },
  { asked: /\bdermatolog/i, shown: /\bderma/ },
  { asked: /\bpodiatr/i, shown: /\bpodia|\bfoot surge/ },
  { asked: /\bgenetic/i, shown: /\bgenet/ },
  {
    asked: /\b(?:breast|colorectal|transplant|plastic|oral|cardiac|heart|hand) surg/i,
    shown: /\bsurge|\bhand/,
  },
  { asked: /\binfectious disease/i, shown: /\binfec/ },
];

/** "A surgeon": any who operates. */
const anySurgeon =
  /(?<!\b(?:neuro|spine|spinal|orthop(?:a)?edic|heart|cardiac|vascular|thoracic|hand|oral|breast|neck|colorectal|transplant|plastic)[ -]?)(?:\bsurgeons?\b|\bsurgical (?:consult|evaluation|opinion))/i;
const operates =
  /\bsurge|\bsurgi|\bneurosurg|\borthop?|\bvascu|\bthora|\bspin|\botola|\bent\b|\burolo|\bgynec/;

/** "A specialist", "a cardiologist or the treating physician": nobody in particular. */
const anybody =
  /(?<!\b(?:spine|spinal|pain|headache|epilepsy|stroke|memory|MS|lung|nodule|vascular|eye|heart|failure|disorders?) )\bspecialists?\b|\b(?:or|nor) (?:an? |the |by )*(?:[\w-]+ ){0,3}(?:physicians?|providers?|clinicians?|doctors?|practitioners?)\b/i;

/** False where the words name fields of medicine and the fact is of a visit to another; true where either names none. */
export function isOfField(words: string, fact: ClinicalFact): boolean {
  if (fact.concept !== 'specialist-evaluation' || anybody.test(words)) return true;
  const asked = fields.filter((field) => field.asked.test(words)).map(({ shown }) => shown);
  if (anySurgeon.test(words)) asked.push(operates);
  const name = nameOf(fact);
  return (
    asked.length === 0 ||
    asked.some((shown) => shown.test(name)) ||
    !(operates.test(name) || fields.some(({ shown }) => shown.test(name)))
  );
}

/** The specialist that a fact is about. "Neuro" is the stem of two kinds, and a surgeon operates on one part: their own words tell. */
function nameOf(fact: ClinicalFact): string {
  const name = `${fact.detail ?? ''} ${fact.subject ?? ''}`.toLowerCase().trim();
  if (/^surge(?:on)?$/.test(name)) return `${name} ${wordsOf(fact).toLowerCase()}`;
  if (!/\bneuro\b/.test(name)) return name;
  const words = wordsOf(fact);
  return `${name.replace(/\bneuro\b/g, ' ')} ${[
    /neurolog/i.test(words) ? 'neurology' : '',
    /neuro-?surg/i.test(words) ? 'neurosurgery' : '',
  ].join(' ')}`;
}
