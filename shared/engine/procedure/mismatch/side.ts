/** The side that the letter speaks of against the side of the order. */
import type { Finding } from '../../../domain/finding.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { limbOf, sideOf } from '../../scan-names.ts';
import { distinct } from '../access/grounds.ts';
import { isOrderPage, isRecent, lineAt, ownRecords } from './own-pages.ts';

/** Side of the denied scan against the side of the order, for parts that have one. */
export function laterality(context: CaseContext): readonly Finding[] {
  const ofScan = sideOfScan(context);
  return ofScan.length > 0 ? ofScan : sideOfSymptoms(context);
}

function sideOfScan(context: CaseContext): readonly Finding[] {
  const { denial, letter } = context.latest;
  const region = context.rules.scans.regions.find(({ id }) => id === denial.scan?.value.region);
  if (region === undefined || !region.lateral) return [];
  const words = context.rules.scans.regions
    .filter(({ id }) => limbOf(region.id).includes(id))
    .flatMap((near) => near.words);
  // A letter that explains a mix-up names both sides; the line of the code says which one was denied.
  const everywhere = sideWords(letter.text, words);
  const named = new Set(everywhere.map(({ side }) => side)).size > 1 ? sideOfCode(context) : everywhere;
  const denied = [...new Set(named.map(({ side }) => side))];
  if (denied.length !== 1 || denied[0] === undefined || denied[0] === 'bilateral') return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const own = ownRecords(context).filter((entry) => isRecent(entry, until));
  const onPages = own
    .filter((entry) => isOrderPage(context, entry))
    .flatMap((entry) => sideWords(entry.page.text, words).map((hit) => ({ entry, ...hit })));
  // A visit without an order sheet orders in its plan: there the code of the scan stands beside the side.
  const onOrders = onPages.length > 0 ? onPages : besideCode(context, own, words);
  // The page may speak of the well side too ("denies left hip pain"): the words that name the scan say which was ordered.
  const found = oneSide(onOrders)
    ? onOrders
    : onOrders.filter(({ entry, start, end }) =>
        namesScan.test(sentenceAround(entry.page, start, end).quote),
      );
  const sides = [...new Set(found.map(({ side }) => side))];
  const other = found[0];
  const first = named[0];
  if (
    sides.length !== 1 ||
    other === undefined ||
    first === undefined ||
    sides[0] === denied[0] ||
    sides[0] === 'bilateral'
  )
    return [];
  const span = letterSpan(letter, first.start, first.end);
  if (span === null) return [];
  return [
    makeFinding(
      'fact-mismatch',
      'laterality',
      `The denial speaks of the ${denied[0]} ${region.name}; the order is for the ${other.side} one.`,
      [
        cite('denial', lineAt(context, span)),
        cite('record', sentenceAround(other.entry.page, other.start, other.end)),
      ],
      { ruleIds: ['fact.laterality'], steps: [`Letter: ${denied[0]}.`, `Order: ${other.side}.`] },
    ),
  ];
}

/** Sides named in the very sentence that bears the denied code. */
function besideCode(
  context: CaseContext,
  entries: readonly FolderPage[],
  words: readonly string[],
): readonly (SideHit & { readonly entry: FolderPage })[] {
  const codes = context.latest.denial.procedureCodes.map(({ value }) => value);
  return entries.flatMap((entry) =>
    entry.kind !== 'medical-record'
      ? []
      : sideWords(entry.page.text, words)
          .filter(({ start, end }) => {
            const { quote } = sentenceAround(entry.page, start, end);
            return codes.some((code) => quote.includes(code));
          })
          .map((hit) => ({ entry, ...hit })),
  );
}

const namesScan = /\b(?:MRI?|MRA|CT|CTA|PET|SPECT|arthrogra\w+|ultrasound|X-?ray|scan|7\d{4})\b/i;

function oneSide(hits: readonly { readonly side: string }[]): boolean {
  return new Set(hits.map(({ side }) => side)).size <= 1;
}

/** Places where a side stands right before or behind a word of the region. */
function sideWords(
  text: string,
  words: readonly string[],
): readonly {
  readonly side: 'left' | 'right' | 'bilateral';
  readonly start: number;
  readonly end: number;
}[] {
  const body = `(?:${words.join('|').replace(/ /g, String.raw`\s+`)})`;
  const pattern = new RegExp(
    String.raw`\b(left|right|bilateral|both|lt|rt|(?-i:[LR]))\.?\s+(?:\w+\s+){0,1}${body}\b|\b${body}(?:,?\s+(?:joint|plain|w\/o?|w\/wo|wo|with|without|and|&|iv|contrast|dye|non-?contrast|\d\.\d\s?T)){0,6},?\s+\(?(left|right|bilateral|lt|rt)\b`,
    'giu',
  );
  return [...text.matchAll(pattern)].flatMap((match) => {
    const side = sideOf(
      (match[1] ?? match[2] ?? '')
        .replace(/^lt?$/i, 'left')
        .replace(/^rt?$/i, 'right')
        .replace(/^both$/i, 'bilateral'),
    );
    return side === null ? [] : [{ side, start: match.index, end: match.index + match[0].length }];
  });
}

interface SideHit {
  readonly side: 'left' | 'right' | 'bilateral';
  readonly start: number;
  readonly end: number;
}

/** The side on the line of the procedure code: "73221-RT", "MRI upper extremity joint, RIGHT". */
function sideOfCode(context: CaseContext): readonly SideHit[] {
  const { denial, letter } = context.latest;
  const span = denial.procedureCodes[0]?.span;
  if (span === null || span === undefined) return [];
  const line = lineAt(context, span);
  const index = letter.pages.findIndex(
    (page) => page.documentId === line.documentId && page.pageIndex === line.pageIndex,
  );
  const side = sideOf(
    line.quote.replace(/-\s*(RT|LT)\b/g, (_whole, mark: string) => (mark === 'RT' ? ' right' : ' left')),
  );
  const start = (letter.starts[index] ?? 0) + line.start;
  return side === null || index < 0 ? [] : [{ side, start, end: start + line.quote.length }];
}

/** Parts and complaints of one half of the body, as a stroke or seizure takes them. */
const bodySide = String.raw`(?:arm|hand|leg|face|facial|body|weakness|wk|numb(?:ness)?|tingling|droop\w*|paralysis|plegia|hemipar\w+|hemipleg\w+|side of (?:the |his |her |your )?(?:body|face|mouth))`;

/** Words of a limb in which pain of the spine is felt, and of other parts with a side where the scan's own has none. */
const limbs: Readonly<Record<string, string>> = {
  'lumbar-spine': String.raw`(?:leg|buttock|calf|thigh|foot|hip|lower extremity|sciatica|ankle|toes?|shin|lumbar radic\w+|radicul\w+|L5|S1|L4)`,
  // A finding in a paired part of the trunk: "the nodule in the left lower lobe".
  chest: String.raw`(?:(?:upper|middle|lower)[ -]lobe)`,
  // What a person felt on one side of the body; the brain's own side is the other one.
  brain: bodySide,
  neck: bodySide,
  breast: String.raw`(?:breasts?|nipple|implant|axilla\w*|armpit|mastectomy|lumpectomy)`,
  'cervical-spine': String.raw`(?:arm|forearm|hand|shoulder|upper extremity|(?:\w+ )?fingers?|thumb|triceps|biceps|wrist|cerv(?:ical)? radic\w+|radicul\w+|C5|C6|C7)`,
};
/** Fewest places of the other side in the chart: one may be a slip of its own. */
const fewestPlaces = 2;

/** "Read me the denial, it says right arm": the letter's side, told in the chart. */
const tellsOfLetter =
  /\b(?:denial|denied|insur\w+|(?:the|their|her|his|its) letter|(?:it|they|letter|plan) (?:says?|said|wrote|has|had|put|states?)|by mistake|in error|wrong (?:side|arm|leg))\b/i;

/** "Pain that goes down your left leg" where the chart has only the right one. */
function sideOfSymptoms(context: CaseContext): readonly Finding[] {
  const { denial, letter, sentences } = context.latest;
  const region = context.rules.scans.regions.find(({ id }) => id === denial.scan?.value.region);
  const limb =
    limbs[region?.id ?? ''] ?? (region?.lateral === true ? `(?:${region.words.join('|')})` : undefined);
  if (limb === undefined) return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const said = sentences
    .filter(({ rationale }) => rationale)
    .flatMap(({ text, start }) =>
      limbSides(text, limb).map((hit) => ({ ...hit, start: start + hit.start, end: start + hit.end })),
    );
  const first = said[0];
  if (first === undefined || said.some(({ side }) => side !== first.side)) return [];
  const found = ownRecords(context)
    .filter((entry) => entry.kind === 'medical-record' && isRecent(entry, until))
    .flatMap((entry) =>
      limbSides(entry.page.text, limb)
        .filter(({ start, end }) => !tellsOfLetter.test(sentenceAround(entry.page, start, end).quote))
        .map((hit) => ({ entry, ...hit })),
    );
  if (found.length < fewestPlaces || found.some(({ side }) => side === first.side)) return [];
  const span = letterSpan(letter, first.start, first.end);
  if (span === null) return [];
  return [
    makeFinding(
      'fact-mismatch',
      'laterality',
      `The denial speaks of the ${first.side} side; the chart has the ${found[0]?.side ?? 'other'} one.`,
      [
        cite('denial', lineAt(context, span)),
        ...distinct(
          found.map(({ entry, start, end }) => cite('record', sentenceAround(entry.page, start, end))),
        ).slice(0, 3),
      ],
      {
        ruleIds: ['fact.laterality'],
        steps: [`Letter: ${first.side}.`, `Chart: ${found.length} places, all of the other side.`],
      },
    ),
  ];
}

/** "RLL", "LUL": a lobe of the lung, as charts shorten it. */
const shortLobe = String.raw`|\b([RL])[UML]L\b`;

/** "The left breast was never operated on", "left knee is normal": the well side, named beside the other. */
const isWell =
  /^(?:\s+(?:MRI|exam|joint|side))?(?:\s+(?:is|was|has|had|are|were|does|did|looks?|feels?|appears?|remains?)(?:n't)?|\s*[:,-])?\s+(?:\w+ly )?(?:never|not|no\b|normal|nl|wnl|neg(?:ative)?|soft|fine|well|good|full|unremarkable|unaffected|uninvolved|intact|without|asymptomatic|painless|ok|5\/5|for comparison)\b/i;

/** Sides named of the limb, in words or as R and L; none where the sentence denies it. */
function limbSides(text: string, limb: string): readonly SideHit[] {
  const pattern = new RegExp(
    String.raw`\b(left|right|L|R|Lt|Rt)\.?(?:-sided)?\s+(?:lower\s+|upper\s+|lumbar\s+|cervical\s+)?${limb}\b${limb === limbs['chest'] ? shortLobe : ''}`,
    'gi',
  );
  return [...text.matchAll(pattern)].flatMap((match) => {
    const mark = (match[1] ?? match[2] ?? '').toLowerCase();
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (/\b(?:no|not|denies|without|never)\s+(?:\w+\s+){0,2}$/i.test(before)) return [];
    if (isWell.test(text.slice(match.index + match[0].length, match.index + match[0].length + 60))) return [];
    return [
      {
        side: mark.startsWith('l') ? ('left' as const) : ('right' as const),
        start: match.index,
        end: match.index + match[0].length,
      },
    ];
  });
}
