/** Kinds of studies by name: which ones a criterion means, and whether the record's words tell of one of them. */

interface StudyKind {
  /** How a policy names it. */
  readonly asked: RegExp;
  /** How a record names it. */
  readonly told: RegExp;
  /** What the record's words tell of instead, though they hold a word of `told`. */
  readonly not?: RegExp;
}

/** The heart imaged under load: a resting echo, a plain treadmill or an ECG is none. */
const stressImaging: StudyKind = {
  asked:
    /\b(?:stress|exercise|dobutamine|regadenoson|adenosine|pharmacologic(?:al)?|vasodilator|nuclear)(?:[ -](?:stress|nuclear|cardiac))*[ -]+(?:(?:myocardial )?perfusion|echo\w*|mr[i]?|cmr|pet|spect|imaging|radionuclide|nuclear|scintigra\w*)(?: (?:imaging|scans?|stud(?:y|ies)|tests?))?|\bnuclear (?:stress )?(?:tests?|scans?|stud(?:y|ies))|\bspect\b|\b(?:myocardial )?perfusion(?: (?:imaging|scans?|stud(?:y|ies)|mri?|pet|spect))?|\bmpi\b/gi,
  told: /\b(?:stress|exercise|dobutamine|regadenoson|lexiscan|adenosine|pharmacologic\w*|vasodilator|nuclear|spect|perfusion|mpi|mps|sestamibi|thallium|cardiolite|rubidium|dse|cardiac pet|pet (?:of the )?heart)\b/i,
  not: /^(?!.*\b(?:spect|perfusion|mpi|nuclear|sestamibi|thallium|cardiolite|rubidium|dse|pet|echo\w*|cmr|mri?|imaging)\b).*(?:\btreadmill|\bexercise|\bstress (?:ecg|ekg)|\bett\b)/is,
};

/** The special before the general: each takes its words out of the text, so that the echo of "stress echo" is not asked for by itself. */
const special: readonly StudyKind[] = [
  stressImaging,
  {
    asked:
      /\b(?:coronary|cardiac|heart|left[- ]heart) (?:cta?\b(?: angiogra\w*)?|computed\w*(?: tomogra\w*)?(?: angiogra\w*)?)|\bccta\b|\bct coronary(?: angiogra\w*)?/gi,
    told: /\bccta\b|\b(?:coronary|cardiac|heart) ct|\bct\b.{0,30}\bcoronar/i,
  },
  {
    asked:
      /\b(?:(?:catheter|invasive|coronary|cardiac) (?:(?:or|and) )?)+angiogra\w*|\b(?:cardiac|heart|coronary|left[- ]heart) catheteri[sz]ation\b/gi,
    told: /\bangiogra|\bcatheteri[sz]|\bcath\b|\bccta\b/i,
    not: /\bpulmonary\b|\bctpa\b|\bcarotid|\bhead\b|\bneck\b|\bcerebral|\brenal|\bmesenteric|\brunoff|\bperipheral|\bur(?:inary|ethral)|\bbladder|\bfoley/i,
  },
  { asked: /\b(?:(?:cerebral|ct|mr|conventional)[ -]+)*angiogra\w*/gi, told: /\bangiogra|\bcta\b|\bmra\b/i },
  {
    asked: /\b(?:stress|exercise) (?:tests?|testing|stud(?:y|ies)|ecg|ekg)\b|\btreadmill\b/gi,
    told: /\bstress|\bexercise|\btreadmill|\bett\b/i,
  },
  { asked: /\b(?:ct|mri?) enterogra\w*|\benterogra\w*/gi, told: /\benterogra/i },
  { asked: /\bmammogra\w*/gi, told: /\bmammogra/i },
  { asked: /\bcolonoscop\w*/gi, told: /\bcolonoscop/i },
  { asked: /\b(?:bone )?(?:mineral )?densit\w*|\bdxa\b|\bdexa\b/gi, told: /\bdensit|\bdxa\b|\bdexa\b/i },
  { asked: /\bultraso\w*|\bsonogra\w*/gi, told: /\bultraso|\bsonogra|\bu\/?s\b/i },
  { asked: /\b(?:transthoracic |transesophageal )?echo(?:cardiogra\w*|s)?\b/gi, told: /\becho/i },
];

const general: readonly StudyKind[] = [
  { asked: /\bpet\b/gi, told: /\bpet\b/i },
  { asked: /\bmri?s?\b/gi, told: /\bmri?s?\b/i },
  { asked: /\bcts?\b/gi, told: /\bcts?\b/i },
];

/**
 * The kinds of studies that the words name, the special before the general; empty where they name none. Of "stress
 * imaging (SPECT, PET)" the bracket says which ones the words before it mean.
 */
export function studiesNamed(text: string): readonly StudyKind[] {
  let left = text;
  const take = (kinds: readonly StudyKind[]): StudyKind[] =>
    kinds.filter(({ asked }) => {
      const before = left;
      left = left.replace(asked, ' ');
      return left !== before;
    });
  const named = take(special);
  return named.length > 0 ? named : take(general);
}

/** Kinds that a reader of records tells apart by the study itself, whatever else its report speaks of. */
const byDetail: Readonly<Record<string, RegExp>> = {
  pet: /\bpet\b/i,
  mri: /\bmri?s?\b/i,
  ct: /\bcts?\b/i,
};

/** Whether the policy's words mean studies of another kind: an MRI whose report advises a PET is no PET. */
export function isOfOtherKind(asked: string, detail: string | null): boolean {
  if (studiesNamed(asked).some((kind) => special.includes(kind))) return false;
  const named = Object.keys(byDetail).filter((kind) => byDetail[kind]?.test(asked));
  return named.length > 0 && detail !== null && detail in byDetail && !named.includes(detail);
}

/** Whether the record's words tell of a study of one of the kinds. */
export function tellsOf(kinds: readonly StudyKind[], words: string): boolean {
  return kinds.some(({ told, not }) => told.test(words) && not?.test(words) !== true);
}
