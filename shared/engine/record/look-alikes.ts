/** Words that look like a mention of a concept and are none: a treadmill table's stage, the patient as “PT”, an allergy to something else. */
import { lineAt, type PageReading } from './page-reading.ts';

const allergyWord = /^allerg/i;

/** What many are allergic to and what stands in the way of no scan and of no treatment of pain. */
const otherAllergen =
  /\b(?:codeine|hydrocodone|morphine|penicillins?|pcn|amoxicillin|ampicillin|augmentin|sulfa\w*|bactrim|ceph\w+|keflex|erythromycin|clindamycin|doxycycline|levofloxacin|cipro\w*|latex|adhesive|tape|pollen|ragweed|dust|cats?|dogs?|bees?|wasps?|peanuts?|tree nuts|eggs?|strawberr\w+|seasonal)\b/i;

const allergenThatCounts =
  /\b(?:contrast|gad\w*|iod\w+|dye|tracer|regadenoson|adenosine|lidocaine|anesthe\w+|steroids?|cortisone|prednisone|NSAIDs?|ibuprofen|naproxen|aspirin|asa|ketorolac|meloxicam|diclofenac|gabapentin|topiramate|shellfish)\b/i;

/** "Allergy: codeine". */
export function isOtherAllergy(page: PageReading, start: number, end: number): boolean {
  if (!allergyWord.test(page.page.text.slice(start, end))) return false;
  const around = page.page.text
    .slice(Math.max(0, start - 50), end + 60)
    .split(/\n\s*\n/)
    .join(' ');
  return otherAllergen.test(around) && !allergenThatCounts.test(around);
}

/** Words of a course of radiation. */
const ofRadiation =
  /\b(?:c?Gy|VMAT|IMRT|SBRT|XRT|RT|radiation|radiotherapy|proton|linac|fractions?|(?:dose|per) ?[/ ]?fx)\b|\/ ?fx\b/i;

/** Words that look like a concept and are none: "Stage <tab> Min" of a treadmill table, "Rest - 71", "eased by rest". */
export function isLookAlike(text: string, concept: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  const after = text.slice(end, end + 14);
  // "eGFR (CKD-EPI 2021)" is a formula.
  if (/^CKD$/i.test(word)) return /^\s?-?\s?EPI\b/i.test(after);
  // "CA 27-29" is a tumor marker; "progressing slowly with exercises" is progress.
  if (concept === 'malignancy' && /^CA$/i.test(word)) return /^[ -]?\d/.test(after);
  if (concept === 'progression' && /^progress(?:ing|ed)$/i.test(word))
    return /^\s*(?:slowly|well|nicely|toward|as |with (?:ther|ex|rom|str)|per |to (?:goal|ind)|ther|exerc|steadily to|in (?:ther|pt\b))/i.test(
      after,
    );
  const before = text.slice(Math.max(0, start - 30), start).replace(/\s+/g, ' ');
  // "Non-antalgic gait" is a good one.
  if (concept === 'functional-limitation' && /^antalgic/i.test(word)) return /\bnon[ -]?$/i.test(before);
  // "35 fx, 2.0 Gy", "Technique  Fx  Dose/fx": the fractions of a course of radiation.
  if (concept === 'fracture-trauma' && /^fxs?$/i.test(word))
    return ofRadiation.test(lineAt(text, start).text);
  if (concept === 'cancer-staging' && /^stage$/i.test(word))
    return !/^\s*:?\s*(?:[IV]{1,3}|[0-4])(?![a-z:])/.test(after);
  // "Breast ultrasound: BI-RADS 2" is scored by the same scale as a mammogram.
  if (concept === 'prior-imaging' && /^BI-?\s?RADS$/i.test(word))
    return (
      /\b(?:ultraso\w+|US|sono\w*|MRI?)\b/i.test(lineAt(text, start).text) &&
      !/\bmammo|\btomo|\bMMG\b/i.test(lineAt(text, start).text)
    );
  if (concept !== 'activity-modification') return false;
  if (/^rest$/i.test(word))
    return (
      /^\s*(?:[-–\t:]|pain\b|of\b|\d)/i.test(after) ||
      /\b(?:at|eased (?:by|with)|relieved (?:by|with)|gone with|better with|goes away with|resolves? with|improves? with|stops? with|pain at|the|and) $/i.test(
        before,
      )
    );
  // "injury on ice", "fell on the ice", "ice skating".
  return (
    /^(?:ice|heat)$/i.test(word) &&
    (/\b(?:on|on the|black|slipped on|fell on) $/i.test(before) ||
      /^\s*(?:skat|hockey|rink|storm|fish)/i.test(after))
  );
}

/** "PT refuses", "PT told", "told PT": the patient, as charts in capitals write it. */
export function isPatientShort(text: string, start: number, end: number): boolean {
  if (!/^PT$/i.test(text.slice(start, end))) return false;
  const after = text.slice(end, end + 24).replace(/\s+/g, ' ');
  const before = text.slice(Math.max(0, start - 24), start).replace(/\s+/g, ' ');
  return (
    /^ (?:refus|declin|state|call|report|say|said|den(?:y|ies)|has\b|had\b|have\b|is\b(?! (?:discontinued|on hold|not))|was (?:told|seen|advised|informed|given|asked|upset|instructed)|told|upset|want|ask|notified|inform|here|seen|aware|prefer|understand|agree|verbal|c\/o|complain|present|feel|felt|took|takes|taking|tolerated|will (?:call|return|follow|think|let)|to (?:call|return|follow up|stop|go to|have done)|did not (?:want|answer)|phoned|reached|education|name|id\b|dob|identified|acct|account|moved|brought|lives?\b|living|drove|arrived|came|comes|walks?\b|walked|wishes|hopes|likes|thinks|worr|anxious|lost|left|sleeps|picked|missed (?:his|her|work)|doing (?:well|better|ok|fine|good|worse|great)|was (?:moved|discharged home|brought))/i.test(
      after,
    ) ||
    // "PT: DOE-WEBB, ANA 11/03/1954": the label of the name.
    /^: ?\p{Lu}[\p{L}'’-]+, ?\p{Lu}/u.test(after) ||
    (/\b(?:told|advised|informed|called|asked|w\/|with|per|for|new|this|the|to|by|of|and|spoke w\/|risks explained to) $/i.test(
      before,
    ) &&
      /^(?:[,.;] (?:he|she)|[ ,]*(?:risks|who|that)\b)/i.test(after)) ||
    (/,? $/.test(before) && /\b[A-Z][a-z]+ $|, $/.test(before) && /^,? ?(?:DPT|$|\n)/.test(after)) ||
    /\bINR\b|\/INR|\bPTT\b/.test(text.slice(Math.max(0, start - 8), end + 8)) ||
    /^\/INR/.test(after)
  );
}
