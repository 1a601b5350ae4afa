/** What the letter calls the scan (part of the body, contrast) against the order, where the code is the same. */
import type { Finding } from '../../../domain/finding.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { spanOf } from '../../../text/spans.ts';
import { procedureCodesIn } from '../../denial/fields/codes.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, makeFinding } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { nearRegions } from '../../match/evidence/fact-place.ts';
import { contrastOf, describeScan, limbOf, scansOfCode } from '../../scan-names.ts';
import { isRecent, lineAt, lineOfPage, ownRecords } from './own-pages.ts';
import { ordersNothing } from './told-slips.ts';

/** Words for a whole limb, as code lists name its joints ("joint of lower extremity"). */
const limbs: ReadonlySet<string> = new Set(['leg', 'arm', 'lower-extremity', 'upper-extremity', 'extremity']);

/** "Lower extremity" for a knee, "pelvis" for abdomen and pelvis: the same scan in wider or shorter words. */
function isWiderOrPart(region: string, ofCode: ReadonlySet<string>): boolean {
  return limbs.has(region) || [...ofCode].some((own) => own.split('-').includes(region));
}

/** Letters looked back over for the beginning of the scan's name. */
const linesAbove = 60;

/** Contrast and body region in the letter's words for the scan against the order's words, where the code is the same. */
export function scanWords(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const code = denial.procedureCodes[0];
  if (code === undefined || code.span === null) return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const orders = ownRecords(context).flatMap((entry) =>
    isRecent(entry, until) && entry.kind === 'medical-record'
      ? procedureCodesIn(entry.page.text, context.rules.scans)
          .filter((hit) => hit.code === code.value)
          .map((hit) => ({ entry, hit, line: lineOfPage(entry, hit.start, hit.end) }))
      : [],
  );
  const line = lineAt(context, code.span);
  const inLine = describeScan(line.quote, [], context.rules.scans);
  // "… without / and with contrast (70553)": the words for the scan began on the line above.
  const at = context.latest.letter.text.indexOf(line.quote);
  const above = at < 0 ? '' : context.latest.letter.text.slice(Math.max(0, at - linesAbove), at);
  const said =
    contrastOf(`${above} ${line.quote}`) === 'both' ? { ...inLine, contrast: 'both' as const } : inLine;
  const out: Finding[] = [];
  const push = (concept: 'contrast' | 'body-region', a: string, b: string, at: (typeof orders)[number]) =>
    out.push(
      makeFinding(
        'fact-mismatch',
        concept,
        `The letter describes the scan as ${a}; the order has ${b}.`,
        [cite('denial', line), cite('record', at.line)],
        { ruleIds: [`fact.${concept}`], steps: [`Letter: ${a}.`, `Order: ${b}.`] },
      ),
    );
  const withContrast = orders.filter(({ line: own }) => contrastOf(own.quote) !== null);
  const first = withContrast[0];
  if (
    first !== undefined &&
    said.contrast !== null &&
    withContrast.every(({ line: own }) => contrastOf(own.quote) !== said.contrast)
  ) {
    push(
      'contrast',
      `${said.contrast === 'both' ? 'without and with' : said.contrast} contrast`,
      `${contrastOf(first.line.quote) === 'both' ? 'without and with' : (contrastOf(first.line.quote) ?? '')} contrast`,
      first,
    );
  }
  // The codes themselves say which part is meant (a letter of two codes names both parts); only words that fit no scan of the code are a slip.
  const ofCode = new Set(
    denial.procedureCodes.flatMap(({ value }) =>
      scansOfCode(value, context.rules.scans).map(({ scan }) => scan.region),
    ),
  );
  const named = orders
    .map((order) => ({ order, scan: describeScan(order.line.quote, [], context.rules.scans) }))
    .filter(({ scan }) => scan.scanId !== null);
  const other = named[0];
  if (
    other !== undefined &&
    said.scanId !== null &&
    said.region !== null &&
    !ofCode.has(said.region) &&
    !isWiderOrPart(said.region, ofCode) &&
    named.every(({ scan }) => scan.region !== said.region && scan.modality === said.modality)
  ) {
    const name = (id: string | null) => context.rules.scans.scans.find((scan) => scan.id === id)?.name ?? '';
    push('body-region', name(said.scanId), name(other.scan.scanId), other.order);
  }
  return out.some(({ concept }) => concept === 'body-region') ? out : [...out, ...otherJoint(context)];
}

/** One code serves several joints: the joint that the letter names against the one that the orders name beside the code. */
function otherJoint(context: CaseContext): readonly Finding[] {
  const { denial, letter } = context.latest;
  const said = denial.scan?.value.region ?? null;
  const code = denial.procedureCodes.find(({ value }) =>
    scansOfCode(value, context.rules.scans).some(({ scan }) => scan.region === said),
  );
  if (said === null || code === undefined || code.span === null) return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const joints = new Set(scansOfCode(code.value, context.rules.scans).map(({ scan }) => scan.region));
  const named = ownRecords(context).flatMap((entry) =>
    entry.kind !== 'medical-record' || !isRecent(entry, until)
      ? []
      : splitSentences(entry.page.text).flatMap(({ start, end }) => {
          const text = entry.page.text.slice(start, end);
          const hit = procedureCodesIn(text, context.rules.scans).find((each) => each.code === code.value);
          const { region } = describeScan(text, [], context.rules.scans);
          if (hit === undefined || region === null) return [];
          const placed = { ...hit, start: hit.start + start, end: hit.end + start };
          if (ordersNothing(entry, placed, denial.letterDate?.value ?? null)) return [];
          return [{ region, span: spanOf(entry.page, start, end) }];
        }),
  );
  const [first] = named;
  const isJoint = (id: string) => context.rules.scans.regions.some((each) => each.id === id && each.lateral);
  if (
    first === undefined ||
    !isJoint(said) ||
    !isJoint(first.region) ||
    !joints.has(first.region) ||
    named.some(({ region }) => region !== first.region) ||
    [said, ...nearRegions(said), ...limbOf(said)].includes(first.region)
  )
    return [];
  const words = context.rules.scans.regions.find(({ id }) => id === said)?.words ?? [];
  const place = new RegExp(String.raw`\b(?:${words.join('|')})\b`, 'iu').exec(letter.text);
  const span = place === null ? code.span : letterSpan(letter, place.index, place.index + place[0].length);
  const name = (id: string) => context.rules.scans.regions.find((region) => region.id === id)?.name ?? id;
  return [
    makeFinding(
      'fact-mismatch',
      'body-region',
      `The letter speaks of the ${name(said)}; the order is for the ${name(first.region)}.`,
      [
        cite('denial', lineAt(context, span ?? code.span)),
        ...named.slice(0, 3).map(({ span: order }) => cite('record', order)),
      ],
      { ruleIds: ['fact.body-region'], steps: [`Letter: ${name(said)}.`, `Order: ${name(first.region)}.`] },
    ),
  ];
}
