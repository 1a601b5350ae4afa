/** Names of laboratory values as charts write them, and what is usual of some. */

/** Names of laboratory values, by the detail they are stored under. */
export const labs: readonly (readonly [string, RegExp])[] = [
  ['esr', /\b(?:ESR|sed(?:imentation)? rate)\b/gi],
  ['crp', /\b(?:hs-?)?CRP\b|\bC-?reactive protein\b/gi],
  ['d-dimer', /\bD[- ]?dimer\b/gi],
  ['cea', /\bCEA\b/g],
  ['psa', /\bPSA\b|\b[Pp]rostate[- ]specific antigen\b(?! \(PSA\))/g],
  ['ca-125', /\bCA[- ]?125\b/gi],
  ['ca-15-3', /\bCA[- ]?15[-.]3\b/gi],
  ['ca-19-9', /\bCA[- ]?19[-.]9\b/gi],
  ['afp', /\bAFP\b/g],
  ['creatinine', /\bcreat(?:inine)?\b|\bs?Cr(?=\W{1,3}\d\.\d)/gi],
  ['egfr', /\be?GFR\b|\bglomerular filtration rate\b/gi],
  ['a1c', /\b(?:Hb)?A1c\b/gi],
  ['hemoglobin', /\b(?:hemoglobin|Hgb|Hb)\b/gi],
  ['wbc', /\bWBC\b|\bwhite (?:blood )?(?:cell )?count\b/gi],
  ['platelets', /\bplatelets?\b|\bPlt\b/gi],
  ['troponin', /\btrop(?:onin)?(?: [IT])?\b|\b(?:hs-?)?Tn[IT]?(?=\W{1,3}\d)/gi],
  ['calprotectin', /\b(?:fecal )?calprotectin(?:, fecal)?\b/gi],
  ['bilirubin', /\b(?:total |direct |t\.? ?)?bili(?:rubin)?\b/gi],
  ['alk-phos', /\b(?:alk(?:aline)? ?phos\w*|ALP)\b/gi],
  ['alt', /\bALT\b|\bS?GPT\b|\balt(?=\W{1,2}\d{2,4}\b)/g],
  ['ast', /\bAST\b|\bS?GOT\b|\bast(?=\W{1,2}\d{2,4}\b)/g],
  ['ggt', /\bGGT\b|\bggt(?=\W{1,2}\d{2,4}\b)/g],
  [
    'liver-panel',
    /\b(?:LFTs?|liver (?:function )?(?:tests?|panel|enzymes?|chemistr(?:y|ies)|profile)|hepatic (?:function )?panel|transaminases)\b/gi,
  ],
  ['lipase', /\blipase\b/gi],
  ['amylase', /\bamylase\b/gi],
  ['albumin', /\balbumin\b/gi],
  ['ldh', /\bLDH\b/g],
  ['tsh', /\bTSH\b/g],
  ['b12', /\bB12\b/g],
  ['vitamin-d', /\bvitamin D\b/gi],
  ['calcium', /\b[Cc]alcium\b(?! score)|\bCa(?=\W{1,3}(?:[6-9]|1\d)\.\d+(?! ?[cm]m))/g],
  ['rf', /\brheumatoid factor\b|\bRF(?=\W{0,3}(?:\d|neg|pos|normal))/g],
  ['ana', /\bANA\b/g],
  ['bnp', /\b(?:NT-?pro)?BNP\b/gi],
  ['ef', /\b(?:LV)?EF\b|\bejection fraction\b/gi],
  ['inr', /\bINR\b/g],
  ['testosterone', /\btestosterone\b/gi],
  ['ccp', /\b(?:anti-?)?CCP\b/gi],
  ['prolactin', /\bprolactin\b|\bPRL\b/gi],
  ['hcg', /\b(?:beta[- ]?)?hCG\b/gi],
  ['igg4', /\bIgG4?\b/g],
  ['tsi', /\bTSI\b|\bTRAb\b/g],
  ['ace-level', /\bACE(?= (?:level |of )?\d)/g],
  ['light-chains', /\b(?:FLC|free light chains?)(?: ratio)?\b/gi],
  ['m-protein', /\bM-(?:spike|protein)\b|\bSPEP\b/g],
  [
    'thyroglobulin',
    /\b(?:[Tt]hyroglobulin|THYROGLOBULIN|Tg)\b(?![ -](?:[Aa]b|AB|[Aa]ntibod\w*|ANTIBOD\w*)\b)/g,
  ],
  ['chromogranin', /\bchromogranin(?: A)?\b/gi],
  ['ferritin', /\bferritin\b/gi],
  ['cortisol', /\bcortisol\b/gi],
  ['metanephrines', /\bmetanephrines?\b/gi],
  ['igf-1', /\bIGF-?1\b/g],
  ['lactate', /\blactate\b|\blactic acid\b/gi],
  ['procalcitonin', /\bprocalcitonin\b/gi],
  ['ck', /\bCK(?=\W{1,3}\d)|\bcreatine kinase\b/g],
  ['uric-acid', /\buric acid\b|\burate\b/gi],
  ['ldl', /\bLDL(?:-C)?\b/g],
  ['triglycerides', /\btriglycerides?\b|\bTG(?= \d)/g],
  ['anc', /\bANC\b/g],
  ['hematocrit', /\bhematocrit\b|\bHct\b/gi],
  ['bun', /\bBUN\b/g],
  ['hla-b27', /\bHLA-?B27\b/g],
  ['dsdna', /\b(?:anti-?)?dsDNA\b/gi],
  ['rpr', /\bRPR\b/g],
  ['hiv-test', /\bHIV(?=\W{1,3}(?:neg|pos|non|NR|test|screen))/g],
  ['tb-blood-test', /\bIGRA\b|\bquanti?feron\b/gi],
  ['blood-culture', /\b(?:blood )?cultures?(?= (?:x ?\d|neg|pos|grew|drawn|pending|sent|no growth))/gi],
  ['fvc', /\bFVC\b/g],
  ['fev1', /\bFEV1\b/g],
  ['dlco', /\bDLCO\b/gi],
  ['ca-27-29', /\bCA[- ]?27[-.]29\b/gi],
  ['ige', /\bIgE\b/g],
  ['sodium', /\b[Ss]odium\b(?! (?:bicarb|chloride))|\bNa(?=\W{1,3}1\d\d\b)/g],
  ['potassium', /\b[Pp]otassium\b(?! (?:chloride|citrate))|\bK(?=\W{1,2}\d\.\d\b)/g],
  ['glucose', /\b[Gg]lucose\b|\bGlu(?=\W{1,3}\d)/g],
  ['eosinophils', /\b(?:abs(?:olute)? )?eos(?:inophils?)?\b/gi],
  ['pth', /\b(?:intact )?i?PTH\b(?:,? intact)?|\b[Pp]arathyroid hormone\b/g],
  ['free-thyroid-hormone', /\b(?:FT[34]|[Ff]ree T[34])\b/g],
  ['lipoprotein-a', /\bLp\(a\)/g],
  ['psa-density', /\bPSA ?density\b|\bPSAD\b/gi],
  [
    'lyme-test',
    /\bLyme(?: (?:WB|titer|serology|Ab|IgG|IgM))?(?=\W{1,3}(?:neg|pos|reactive|non-?reactive)\b)/gi,
  ],
];

/** Names of a panel: words tell what it showed, and no one number does. */
export const panels: ReadonlySet<string> = new Set(['liver-panel']);

/** The patterns of the list without a place to go on from; a panel's name stands for any of its values. */
const patterns = labs
  .filter(([name]) => !panels.has(name))
  .map(([name, { source, flags }]) => [name, new RegExp(source, flags.replace('g', ''))] as const);

/** The values of the list that the words name, by the detail they are stored under; empty where they name none. */
export function labNamesIn(words: string): readonly string[] {
  return patterns.flatMap(([name, pattern]) => (pattern.test(words) ? [name] : []));
}

/** Upper and lower ends that laboratories share; only values plainly inside are called normal. */
export const usual: Readonly<Record<string, readonly [number, number]>> = {
  esr: [0, 15],
  crp: [0, 0.5],
  tsh: [0.5, 4],
  b12: [300, 900],
  creatinine: [0.5, 1.1],
  sodium: [135, 145],
  potassium: [3.5, 5],
  glucose: [70, 99],
  calcium: [8.6, 10.2],
  ige: [0, 100],
  pth: [15, 65],
};
