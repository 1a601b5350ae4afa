/** Reads which scan a piece of text speaks of: modality, body region, side, contrast; by code or in words. */
import type { ScanDescription } from '../domain/denial.ts';
import type { Laterality } from '../domain/kinds.ts';
import type { RegionRule, ScanRule, ScanRules } from '../domain/rules.ts';
import { findPattern, matchesPattern } from '../text/pattern.ts';

const sidedParts = [
  'knee',
  'hip',
  'shoulder',
  'ankle',
  'wrist',
  'elbow',
  'foot',
  'hand',
  'breast',
  'leg',
  'arm',
  'calf',
];
/** "L foot", "L Foot", "L FOOT". */
const beforePart = `(?= (?:${sidedParts.flatMap((part) => [part, part[0]?.toUpperCase() + part.slice(1), part.toUpperCase()]).join('|')}))`;
const leftMark = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:left|lt|-LT|\(L\)|L${beforePart})(?![\p{L}\p{N}])|-LT\b`,
  'u',
);
const rightMark = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:right(?! (?:to|away|now|of|under|here|after|before)\b)|rt|-RT|\(R\)|R${beforePart})(?![\p{L}\p{N}])|-RT\b`,
  'u',
);

/** Side words in the text, or null where it names none; both sides or "bilateral" give 'bilateral'. */
export function sideOf(text: string): Laterality | null {
  if (/\b(?:bilateral|both (?:sides|breasts|knees|hips|shoulders))\b/i.test(text)) return 'bilateral';
  const left = leftMark.test(
    text.replace(/\bLEFT\b|\bLeft\b|(?<![-\w])L(?:T|t)\b\.?(?= [A-Za-z]{3})/g, 'left'),
  );
  const right = rightMark.test(
    text.replace(/\bRIGHT\b|\bRight\b|(?<![-\w])R(?:T|t)\b\.?(?= [A-Za-z]{3})/g, 'right'),
  );
  if (left && right) return null;
  if (left) return 'left';
  return right ? 'right' : null;
}

/**
 * "Without contrast with STIR", "without contrast and with thin slices": what the scan is done with, and no second part of it with
 * contrast. Behind "with" stands the contrast by one of its names, or nothing more.
 */
const withIt = String.raw`with(?!\s+(?!(?:and|or|then|(?:the |an? )?(?:iv|intravenous|gad\w*|contrast|dye|material|enhance\w*|infusion|injection|it)|(?:mri|ct|of|to|for)|\d{5})\b)[a-z\d])`;
const withoutThenWith = new RegExp(
  String.raw`\b(?:without(?:,?\s*(?:\/\s*)?(?:and|then|&|\+|\/)\s*(?:then\s+)?${withIt})|w\/?o (?:and|&|\+) w(?:ith|\/)?|${withIt} and without|w(?:ith|\/)? ?(?:and|&|\+) ?w(?:\/o|ithout)|w\/wo|wo\/w|w\/?o\/w|before and after|first without,? then ${withIt}|without (?:contrast|dye)(?: material\(?s?\)?)?,? (?:(?:and|then|followed by|afterwards?) )*(?:${withIt}|(?:iv )?contrast|dye)|with and w\/?o)(?!\w)`,
  'i',
);

/** Contrast words in the text, or null. */
export function contrastOf(text: string): 'with' | 'without' | 'both' | null {
  const flat = text.replace(/\s+/g, ' ');
  if (withoutThenWith.test(flat)) return 'both';
  if (
    /\b(?:without (?:any )?(?:iv |intravenous )?(?:contrast|dye)|w\/o (?:iv )?(?:contrast|dye)|w\/o\b|no (?:contrast|dye)(?! (?:allerg|reaction|sensitiv|intoleran|issue|problem|contraindic))|non-?contrast|unenhanced)/i.test(
      flat,
    )
  )
    return 'without';
  if (
    /\b(?:with (?:iv |intravenous |intra-?articular )?(?:contrast|dye|gadolinium)|w\/? ?contrast|arthrogra(?:m|phy)|enhanced)\b/i.test(
      flat,
    )
  )
    return 'with';
  return null;
}

/** HCPCS A9500 to A9700: radiopharmaceuticals. */
export function isTracer(code: string): boolean {
  return /^(?:A9[56]\d\d|A9700)$/.test(code);
}

/** All scans a code may stand for, with the contrast it carries. */
export function scansOfCode(
  code: string,
  rules: ScanRules,
): readonly { readonly scan: ScanRule; readonly contrast: 'with' | 'without' | 'both' | null }[] {
  return rules.scans.flatMap((scan) =>
    scan.codes.filter((entry) => entry.code === code).map((entry) => ({ scan, contrast: entry.contrast })),
  );
}

/** How code books call a scan of hip, knee or ankle, of shoulder, elbow or wrist: it names no part. */
const isAnyJoint = /\bextremit(?:y|ies)[\s,;(]+(?:any[\s]+)?joint/i;

/** Regions named in the text with the places, longest name first where two overlap. */
export function regionsIn(
  text: string,
  rules: ScanRules,
): readonly { readonly region: RegionRule; readonly start: number; readonly end: number }[] {
  const all = rules.regions.flatMap((region) =>
    region.words.flatMap((word) =>
      findPattern(word, text)
        .filter(({ start, end }) => !isAnyJoint.test(text.slice(start, end + 14)))
        .map(({ start, end }) => ({ region, start, end })),
    ),
  );
  all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: typeof all = [];
  for (const hit of all) if (!kept.some((k) => hit.start < k.end && k.start < hit.end)) kept.push(hit);
  return kept.sort((a, b) => a.start - b.start);
}

/** The modality named first in the text, or null. */
export function modalityIn(text: string, rules: ScanRules): string | null {
  const hits = rules.modalities.flatMap((modality) =>
    modality.words.flatMap((word) =>
      findPattern(word, text).map(({ start, end }) => ({ id: modality.id, start, end })),
    ),
  );
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  return hits[0]?.id ?? null;
}

/**
 * The scan that `text` names, with the help of the codes that stand beside it. Null fields where the words do not
 * say; never guessed from the code where a code serves several scans.
 */
export function describeScan(text: string, codes: readonly string[], rules: ScanRules): ScanDescription {
  const candidates = codes.flatMap((code) => scansOfCode(code, rules));
  const regions = new Set(regionsIn(text, rules).map(({ region }) => region.id));
  const alias = rules.scans.filter((scan) => scan.aliases.some((word) => matchesPattern(word, text)));
  const side = sideOf(text) ?? (codes.length > 0 ? sideOf(codes.join(' ')) : null);
  // "MRI pelvis (sacroiliac joints)": of two parts with one code, the joint within the other is meant.
  const inWords = candidates.filter(({ scan }) => regions.has(scan.region));
  const named =
    candidates.find(({ scan }) => alias.includes(scan)) ??
    inWords.find(({ scan }) => isPartOfAnother(scan.region, regions, rules)) ??
    inWords[0] ??
    (new Set(candidates.map(({ scan }) => scan.id)).size === 1 ? candidates[0] : undefined);
  const contrastInWords = contrastOf(text);
  if (named !== undefined) {
    return {
      scanId: named.scan.id,
      modality: named.scan.modality,
      region: named.scan.region,
      side,
      contrast: named.contrast ?? contrastInWords,
    };
  }
  const byWords = alias[0] ?? scanOfWords(text, rules);
  return {
    scanId: byWords?.id ?? null,
    modality: byWords?.modality ?? modalityIn(text, rules) ?? candidates[0]?.scan.modality ?? null,
    region: byWords?.region ?? [...regions][0] ?? null,
    side,
    contrast: contrastInWords ?? candidates[0]?.contrast ?? null,
  };
}

function isPartOfAnother(region: string, named: ReadonlySet<string>, rules: ScanRules): boolean {
  return rules.regions.some(({ id, within }) => id === region && within.some((outer) => named.has(outer)));
}

function scanOfWords(text: string, rules: ScanRules): ScanRule | undefined {
  const modality = modalityIn(text, rules);
  if (modality === null) return undefined;
  const regions = regionsIn(text, rules).map(({ region }) => region.id);
  return regions
    .map((region) => rules.scans.find((scan) => scan.modality === modality && scan.region === region))
    .find((scan) => scan !== undefined);
}

/**
 * Parts of one limb, or of the face, that code books and letters put under each other's names ("upper extremity, not a joint";
 * CPT 70540 is orbit, face and neck alike, and stands near 70336, the jaw joint).
 */
const limbs: readonly (readonly string[])[] = [
  ['wrist', 'hand', 'arm', 'elbow'],
  ['ankle', 'foot', 'leg'],
  ['jaw', 'orbit', 'sinus', 'ear', 'neck'],
];

/** The region and its neighbours of the same limb. */
export function limbOf(region: string): readonly string[] {
  return limbs.find((limb) => limb.includes(region)) ?? [region];
}
