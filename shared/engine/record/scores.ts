/** The scores of risk models, grading systems and memory tests as facts. */
import { base } from './base.ts';
import { measureOf, type Draft } from './draft.ts';
import { type NoteReading, type PageReading, statusOf } from './page-reading.ts';

/** What may stand between the name of a score and its value: words, a day, or the blanks of a table. */
const day = String.raw`\(?\d{1,2}/(?:\d{1,2}/)?(?:\d{4}|\d{2})(?!\d)\)?`;
const link = String.raw`(?: (?:score|index|total|today|risk|questionnaire))?(?: (?:now|today|for \w+))?(?: (?:is|was|of|at))?(?:[ \t]{1,4}(?:on )?${day})?[ \t]{0,16}[:=(]?[ \t]{0,4}[+]?`;

/** Patterns of scores whose value stands right behind the name; those in per cent only with their sign. */
function plain(
  unit: 'points' | 'percent',
  names: readonly (readonly [string, string])[],
): [string, RegExp, string][] {
  const value =
    unit === 'percent'
      ? String.raw`(\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent|per cent|pct)`
      : String.raw`(\d{1,3}(?:\.\d)?)(?!\d?/(?:\d{1,2}/\d|(?:19|20)\d\d))(?! ?(?:mg|mm|cm|wks?|weeks|days|months|yrs|years)\b)`;
  return names.map(([name, words]) => [
    name,
    new RegExp(String.raw`\b(?:${words})${link}${value}`, 'g'),
    unit,
  ]);
}

/** Models of the risk of breast cancer: of two figures behind the name (ten years, lifetime) the larger is that of the lifetime. */
function breast(names: readonly (readonly [string, string])[]): [string, RegExp, string][] {
  const percent = String.raw`(\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent|per cent|pct)`;
  return names.map(([name, words]) => [
    name,
    new RegExp(
      String.raw`\b(?:${words})(?![\w])(?:[^.;\n%]|\.\d){0,70}?(?<![\d.])${percent}(?:[^.;\n]{0,24}?(?<![\d.])${percent})?`,
      'g',
    ),
    'percent',
  ]);
}

const risks: readonly (readonly [string, RegExp, string])[] = [
  ...breast([
    [
      'tyrer-cuzick',
      '[Tt]yrer[- ]?[Cc]uzick|TYRER[- ]CUZICK|IBIS|T-?C(?: ?v?[78])?(?= (?:\\w+ ){0,2}(?:risk|lifetime|score|model)|:)',
    ],
    ['gail', '[Gg]ail|BCRAT'],
    ['brcapro', 'BRCAPRO|BRCAPro'],
    ['claus', 'Claus'],
    ['canrisk', 'CanRisk|CANRISK|BOADICEA'],
  ]),
  [
    'lifetime-risk',
    /\b(?:lifetime (?:breast[- ]cancer )?risk|(?:breast[- ]cancer )?risk (?:over|across|in) (?:a |her |his |the )?lifetime)\b[^.;%]{0,50}?(\d{1,2}(?:\.\d{1,2})?)\s?(?:%|percent|per cent|pct)/gi,
    'percent',
  ],
  [
    'wells',
    /\bwells\b[^.;\n]{0,200}?(?:score|=|total|:)\s*(?:is |of |was )?(\d{1,2}(?:\.\d)?)(?!\d|\.\d)(?!.{0,3}wk)/gi,
    'points',
  ],
  ['spesi', /\bs?PESI\b\s*(?:score|=|:|of)?\s*(\d{1,3})/gi, 'points'],
  ['heart-score', /\bHEART score\b[^.;\n\d]{0,12}(\d{1,2})/g, 'points'],
  // "ASCVD pooled cohort 10-year risk 17 percent", "PREVENT: ten-year risk of 9.1%".
  [
    'ascvd',
    /\b(?:ASCVD|framingham|pooled cohort|PREVENT|QRISK\d?|Reynolds risk|MESA risk)\b(?:[^.;%\n]|\n(?!\s*\n)|\.\d){0,80}?(?<![\d.,-])(\d{1,2}(?:\.\d)?)\s?(?:%|percent|per cent|pct)/gi,
    'percent',
  ],
  [
    'calcium-score',
    /\b(?:agatston|calcium score|CAC)\b(?:[^.;\n\d]{0,20}\b(?:19|20)\d\d\b(?:\s*\([^)]*\))?)?[^.;\d]{0,20}(\d{1,4})/gi,
    'points',
  ],
  // "ESC pretest probability 26-32%", "pretest table, female, 60-69, typical angina: 16%": of a range the lower end.
  [
    'pretest-probability',
    /\b(?:(?:pre-?test|pre-?scan|clinical|prior) (?:prob(?:ability|\.)?|likelihood|risk|table|score|model)|PTP|RF-?CL|Diamond[- ]Forrester|CAD Consortium|CADC|(?:likelihood|probability) of (?:obstructive |significant )?(?:coronary|CAD))\b(?:[^.;%\n]|\n(?!\s*\n)|\.\d){0,110}?(?<![\d.,-])(\d{1,2}(?:\.\d)?)(?:\s?(?:[-–]|to)\s?\d{1,2}(?:\.\d)?)?\s?(?:%|percent|per cent|pct)/gi,
    'percent',
  ],
  // "Mayo model: 41% probability of malignancy", "probability of cancer by Brock 22 percent".
  [
    'nodule-malignancy',
    /(?<![\d.,-])(\d{1,2}(?:\.\d)?)\s?(?:%|percent|per cent|pct)\s+(?:\w+\s+)?(?:probability|chance|likelihood)\s+of\s+(?:malignancy|cancer)\b/gi,
    'percent',
  ],
  [
    'nodule-malignancy',
    /(?<!\b(?:lifetime|[a-z]+-year|breast|family) )\b(?:(?:probability|chance|likelihood|risk)\s+(?:of|for)\s+(?:malignancy|cancer|being malignant)|(?:cancer|malignancy) (?:risk|probability|likelihood))\b(?![^.;\n]{0,20}\b(?:lifetime|breast|prostate|ovar|colon))(?:[^.;%\n\d]|\n(?!\s*\n)){0,60}?(\d{1,2}(?:\.\d)?)\s?(?:%|percent|per cent|pct)/gi,
    'percent',
  ],
  // In words: "Pretest probability of coronary disease intermediate", "high clinical likelihood". A low one meets nothing.
  [
    'pretest-probability',
    /\b(?:pre-?test|clinical) (?:probability|likelihood)\b(?:(?!\b(?:low|not|if|unless)\b)[^.;:\d]){0,60}?:?\s*\b(?:intermediate|moderate|high)\b(?![^.;\d]{0,30}\d{1,2} ?(?:%|percent))/gi,
    'percent',
  ],
  [
    'pretest-probability',
    /(?<!\b(?:not|no|neither) )\b(?:intermediate|moderate|high)(?:[- ](?:to|or)[- ]high)? (?:pre-?test|clinical) (?:probability|likelihood|risk)\b/gi,
    'percent',
  ],
  ['mjoa', /\bmJOA\b\D{0,8}(\d{1,2})/g, 'points'],
  ['bi-rads', /\bBI-?RADS\b(?: category)?\D{0,3}([0-6])/gi, 'category'],
  ['lung-rads', /\bLung-?RADS\b(?: category)?\D{0,3}([0-4])/gi, 'category'],
  ['gleason', /\bgleason\b(?: score)?\D{0,3}(?:\d ?\+ ?\d ?=? ?)?(\d{1,2})/gi, 'points'],
  ['ecog', /\bECOG\b\D{0,12}([0-4])/g, 'points'],
  // Scores that write their value right behind the name, as "MoCA 17/30", "MELD-Na: 8", "CHA2DS2-VASc of 3".
  ...plain('points', [
    ['moca', 'MoCA'],
    ['mmse', 'MMSE'],
    ['slums', 'SLUMS'],
    ['cdr', 'CDR(?: global| sum of boxes|-SB)?'],
    ['nihss', 'NIHSS'],
    ['gcs', 'GCS'],
    ['edss', 'EDSS'],
    ['abcd2', 'ABCD-?2'],
    ['meld', 'MELD(?:-?Na| ?3\\.0)?'],
    ['fib-4', 'FIB-?4'],
    ['rcri', 'RCRI'],
    ['cha2ds2-vasc', 'CHA2DS2-?VASc'],
    ['has-bled', 'HAS-?BLED'],
    ['timi', 'TIMI(?: risk)?'],
    ['grace', 'GRACE'],
    ['geneva', '(?:[Rr]evised )?Geneva'],
    ['duke', 'Duke(?: treadmill)?(?: score)?'],
    ['wells', 'Wells(?: PE| DVT)?'],
    ['khorana', 'Khorana'],
    ['clinical-activity', 'CAS'],
    ['das28', 'DAS-?28(?:-CRP|-ESR)?'],
    ['basdai', 'BASDAI'],
    ['pi-rads', 'PI-?RADS(?: v?2\\.1)?'],
    ['li-rads', 'LI-?RADS(?: LR-?)?|LR(?=[- ]?\\d)'],
    ['ti-rads', '(?:ACR )?TI-?RADS(?: TR)?|TR(?=[- ]?\\d)'],
    ['o-rads', 'O-?RADS'],
    ['bosniak', 'Bosniak(?: class| category)?'],
    ['capra', 'CAPRA(?:-S)?'],
    ['stop-bang', 'STOP-?BANG'],
    // How much the complaint disables. Per cent of a questionnaire are no risk in per cent.
    [
      'disability',
      '(?:ODI|Oswestry(?: [Dd]isability [Ii]ndex)?|NDI|Neck [Dd]isability [Ii]ndex|RMDQ|Roland[- ]Morris)',
    ],
    ['snot', 'SNOT-?2[02]'],
    [
      'limb-function',
      '(?:Quick ?)?DASH|SPADI|ASES|LEFS|FAAM|WOMAC|KOOS(?:[- ]?JR)?|HOOS(?:[- ]?JR)?|IKDC|Lysholm|Harris [Hh]ip|mHHS|HAGOS|iHOT(?:-?\\d\\d)?|PRWE|PRTEE',
    ],
    ['headache-burden', 'HIT-?6|MIDAS'],
    ['prostate-symptoms', 'IPSS|AUA-?SS|AUA [Ss]ymptom [Ss]core'],
  ]),
  ...plain('percent', [
    ['sts', 'STS(?: PROM| risk)?'],
    ['euroscore', 'EuroSCORE(?: II)?'],
    ['hcm-risk-scd', 'HCM [Rr]isk[- ]SCD'],
    ['premm5', 'PREMM-?5'],
    ['brcapro', 'BRCAPRO'],
    ['canrisk', 'CanRisk|BOADICEA'],
    ['claus', 'Claus'],
    ['frax', 'FRAX(?: hip| major)?'],
    [
      'nodule-model',
      '(?:Mayo|Brock|PanCan|Herder|VA)(?: Clinic| nodule| cancer)?(?: risk)?(?: model| calculator| score)',
    ],
    ['plcom2012', 'PLCO ?m?2012'],
    ['prostate-model', '4K ?[Ss]core|PCPT(?: risk)?(?: calculator)?|PBCG|ERSPC|SelectMDx|ExoDx'],
  ]),
  [
    'child-pugh',
    /\bChild[- ](?:Turcotte[- ])?Pugh\b(?: class| score)?\W{0,3}[ABC]? ?-?(\d{1,2})?/g,
    'points',
  ],
  [
    'nodule-model',
    /\b(?:(?:Brock|PanCan|Herder)(?:\/\w+)?|Mayo(?: Clinic| nodule| lung)*(?:\/\w+)? (?:model|score|calculator|formula|equation|estimate)|VA (?:nodule )?(?:model|score|calculator))(?![\w])[^.;\n\d]{0,50}(?:20\d\d\D{0,6})?(\d{1,2}(?:\.\d{1,2})?) ?(?:%|in 100|percent)/gi,
    'percent',
  ],
  ['nodule-model', /\b(?:Mayo|Swensen) ?[:=]? ?(\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent)/g, 'percent'],
  [
    'risk-model',
    /\b(?:risk (?:score|model|calculator)|(?:Brock|Mayo|PanCan|Herder) model)\b[^.;\n\d]{0,50}(\d{1,2}(?:\.\d{1,2})?) ?(?:%|in 100|percent)/gi,
    'percent',
  ],
  // "AUA risk group: HIGH". A low one meets nothing.
  [
    'risk-group',
    /\b(?:AUA|EAU|NCCN|D['’]Amico|IMDC|MSKCC|IPI|GRACE|TIMI|HEART|ATA|ESC|Fleischner|ACR)\b[ -](?:risk|score)(?: (?:group|categor\w+|stratification|class|level))?[ \t]{0,16}[:=(-]?[ \t]{0,4}(?:is |was )?(?:very[- ]|un)?(?:high|intermediate|favou?rable|unfavou?rable|moderate)\b/gi,
    'points',
  ],
  ['t-score', /\bT-?score\b[^.;\n\d-−]{0,12}([-−]?\d\.\d)/gi, 'sd'],
];

/** "A lifetime risk above 20% would qualify": what is asked for, and no score of anybody. */
const isThreshold =
  /^(?: or (?:more|above|higher|greater))?[^.;\n]{0,16}\b(?:would|qualif\w+|(?:is|are) (?:needed|required|eligible)|warrants?|threshold|cut-?off)\b/i;

/** Scores of risk models; of two percentages (ten-year, lifetime) the larger is the lifetime risk. */
export function readRisks(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  for (const [name, pattern, unit] of risks) {
    pattern.lastIndex = from;
    let m: RegExpExecArray | null;
    while ((m = pattern.exec(text)) !== null && m.index < to) {
      const values = [m[1], m[2]].filter((v) => v !== undefined).map((v) => Number(v.replace('−', '-')));
      const context = statusOf(page, m.index, m.index + 4).context;
      // "Lifetime risk 27%" speaks of what may come, yet the score was reckoned; one that is still to be is not.
      const lead = text.slice(Math.max(0, m.index - 60), m.index);
      if (
        context.experiencer !== 'patient' ||
        isThreshold.test(text.slice(m.index + m[0].length, m.index + m[0].length + 60)) ||
        /\b(?:if|when|would|until|will|to be|plan(?:ned)? to|calculate|order)\b[^.;\n]*$/i.test(lead)
      )
        continue;
      if (seen.has(`${name}:${m.index}`)) continue;
      seen.add(`${name}:${m.index}`);
      const value = values.length === 0 ? null : unit === 'sd' ? (values[0] ?? 0) : Math.max(...values);
      drafts.push({
        ...base({ page, note }, m.index, m.index + m[0].length),
        concept: 'risk-score',
        detail: name,
        measure: value === null ? null : measureOf({ quantity: { unit, value } }),
        why: [`${name} ${value ?? ''}`.trim()],
      });
    }
  }
  return drafts;
}
