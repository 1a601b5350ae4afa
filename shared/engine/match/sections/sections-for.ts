/** Picks the policy, and within it the sections, that speak of the scan that was ordered and of this patient. */
import type { Denial, ScanDescription } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { CriterionNode, PolicyDocument, PolicySection } from '../../../domain/policy.ts';
import type { ScanRules } from '../../../domain/rules.ts';
import { nearRegions } from '../evidence/fact-place.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { listsIndications } from '../../policy/criteria/indications.ts';
import { modalitiesIn } from '../../policy/reader.ts';
import { codesIn } from '../../policy/vocabulary.ts';
import { regionsIn } from '../../scan-names.ts';
import type { HeadingFit } from './heading-words.ts';
import { fitOf, type Situations } from './situation.ts';
import type { SettingFit } from './setting.ts';
import { withRequirements } from './with-requirements.ts';
import { isOtherTracer } from '../../tracers.ts';

/** Letters and digits of an identifier, capitals: "RAD 114" and "RAD-114" are one. */
export function idKey(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Whether a policy was in force on the day. A policy without dates counts as in force. */
export function inForce(policy: PolicyDocument, day: IsoDate): boolean {
  if (policy.effectiveDate !== null && policy.effectiveDate > day) return false;
  return policy.retiredDate === null || policy.retiredDate >= day;
}

export interface ChosenPolicies {
  /** Policies to hold the record against; the cited one first. */
  readonly applied: readonly PolicyDocument[];
  /** Cited by the letter and in the folder, in whatever edition. */
  readonly cited: readonly PolicyDocument[];
  /** Why others were left out, for the person. */
  readonly leftOut: readonly {
    readonly policy: PolicyDocument;
    readonly because: 'retired' | 'not yet in force' | 'replaced' | 'other scan';
  }[];
}

/** Of the policies in the folder those that govern the request. */
export function choosePolicies(
  policies: readonly PolicyDocument[],
  denial: Denial,
  scan: ScanDescription | null,
  codes: readonly string[],
  day: IsoDate,
  scans: ScanRules,
): ChosenPolicies {
  const wanted = denial.citedPolicies
    .map(({ id }) => (id === null ? '' : idKey(id)))
    .filter((key) => key !== '');
  const isCited = (policy: PolicyDocument): boolean =>
    (policy.id !== null && wanted.some((key) => sameId(key, idKey(policy.id ?? '')))) ||
    wanted.some((key) =>
      policy.sections.some((section) => section.label !== null && idKey(section.label) === key),
    );
  const leftOut: { policy: PolicyDocument; because: ChosenPolicies['leftOut'][number]['because'] }[] = [];
  const cited = policies.filter(isCited);
  const pool = cited.length > 0 ? cited : policies.filter((policy) => fitsScan(policy, scan, codes, scans));
  for (const policy of policies) if (!pool.includes(policy)) leftOut.push({ policy, because: 'other scan' });
  const live = pool.filter((policy) => {
    if (inForce(policy, day)) return true;
    leftOut.push({
      policy,
      because: policy.effectiveDate !== null && policy.effectiveDate > day ? 'not yet in force' : 'retired',
    });
    return false;
  });
  const newest = live.filter((policy) => {
    const later = live.find(
      (other) =>
        other !== policy &&
        sameIdOf(other, policy) &&
        (other.effectiveDate ?? '') > (policy.effectiveDate ?? ''),
    );
    if (later !== undefined) leftOut.push({ policy, because: 'replaced' });
    return later === undefined;
  });
  const rank = (policy: PolicyDocument): number => {
    const place = wanted.findIndex((key) => policy.id !== null && sameId(key, idKey(policy.id)));
    return (fitsScan(policy, scan, codes, scans) ? 0 : 100) + (place < 0 ? 50 : place);
  };
  return {
    applied: newest
      .filter((policy) => policy.sections.some((section) => section.tree !== null))
      .toSorted((a, b) => rank(a) - rank(b) || newerFirst(a, b)),
    cited,
    leftOut,
  };
}

/** Of two that serve as well, the edition of the later day; one that says no day of its own is the last to be trusted. */
function newerFirst(a: PolicyDocument, b: PolicyDocument): number {
  const [x, y] = [a.effectiveDate ?? '', b.effectiveDate ?? ''];
  return x > y ? -1 : x < y ? 1 : 0;
}

function sameId(a: string, b: string): boolean {
  return (
    a === b ||
    (a.length >= 4 && b.endsWith(a)) ||
    (b.length >= 4 && a.endsWith(b)) ||
    (b.length >= 4 && a.startsWith(b)) ||
    // "Medical Position Paper 31" is the paper whose own head says "No. 31".
    (/^\d{1,3}$/.test(b) && new RegExp(`[A-Z]{5}${b}$`).test(a))
  );
}

function sameIdOf(a: PolicyDocument, b: PolicyDocument): boolean {
  return a.id !== null && b.id !== null && sameId(idKey(a.id), idKey(b.id));
}

function fitsScan(
  policy: PolicyDocument,
  scan: ScanDescription | null,
  codes: readonly string[],
  scans: ScanRules,
): boolean {
  if (codes.some((code) => policy.codes.includes(code))) return true;
  if (scan === null || scan.region === null) return false;
  const region = policy.regions.some((id) => sameRegion(id, scan.region, scans));
  return (
    region &&
    (scan.modality === null || policy.modalities.length === 0 || policy.modalities.includes(scan.modality))
  );
}

/** The same part of the body, or one that contains the other. */
export function sameRegion(a: string, b: string | null, scans: ScanRules): boolean {
  if (b === null || a === b) return true;
  const within = (inner: string, outer: string): boolean =>
    scans.regions.find(({ id }) => id === inner)?.within.includes(outer) ?? false;
  return within(a, b) || within(b, a);
}

export interface SectionChoice {
  readonly section: PolicySection;
  readonly score: number;
  /** The part of the section's tree that fits the patient: the tree itself, or one of its indications. */
  readonly node: CriterionNode;
}

/** What speaks for a section or an indication, beside its codes and regions. */
export interface Fits {
  readonly situations: Situations;
  readonly citedLabel: string | null;
  readonly byHeading: HeadingFit;
  readonly bySetting: SettingFit;
  /** Share of what a node asks for that the records show, weighed. */
  readonly shown: (node: CriterionNode) => number;
}

/**
 * Sections that list what must be shown, best first. A section for another region or code is left out; one whose
 * situation the record names ranks before one that it does not.
 */
export function sectionsFor(
  policy: PolicyDocument,
  scan: ScanDescription | null,
  codes: readonly string[],
  scans: ScanRules,
  fits: Fits,
): SectionChoice[] {
  const holding = policy.sections.filter(
    (section) =>
      section.tree !== null &&
      (section.role === 'covered' || (section.role === 'waiver' && standsAlone(section))),
  );
  // A head or a remark in which nothing was understood must not stand before the criteria.
  const understood = holding.filter(
    ({ tree }) => tree !== null && leavesOf(tree).some(({ concept }) => concept !== null),
  );
  const covered = understood.length > 0 ? understood : holding;
  const named = covered.some(
    ({ modalities }) => scan?.modality != null && modalities.includes(scan.modality),
  );
  const coded = covered.some((section) => section.codes.some((code) => codes.includes(code)));
  // A code that stands in the text of one section among many without codes is there for a side note.
  const fewCoded =
    covered.filter((section) => section.codes.length > 0).length < Math.max(2, covered.length * mostlyCoded);
  const byScan = (heading: string, own: readonly string[]): number =>
    scanFit(heading, own, scan, codes, scans);
  const out: SectionChoice[] = [];
  for (const section of covered) {
    if (section.tree === null) continue;
    // "Aneurysm of the thoracic aorta" with the code that was ordered is for the chest that is to be scanned.
    if (wrongRegion(section, scan, scans) && !section.codes.some((code) => codes.includes(code))) continue;
    if (isOtherTracer(section, codes)) continue;
    if (named && namesOtherScan(section, scan)) continue;
    if (coded && section.codes.length > 0 && !section.codes.some((code) => codes.includes(code))) continue;
    const base =
      codeFit(section, codes, fewCoded) +
      (section.regions.some((id) => id === scan?.region) ? 2 : 0) +
      fits.byHeading(section.heading, section.tree.situations) +
      fits.bySetting(section.heading, 'sections') +
      (isLabel(section.label, fits.citedLabel) ? citedWeight : 0);
    const best = bestIndication(section.tree, fits, byScan);
    out.push({ section, node: best.node, score: base + best.score });
  }
  return out.toSorted((a, b) => b.score - a.score);
}

/** The ordered code in the title of the section, or in its text where most sections name theirs. */
function codeFit(
  { heading, codes: own }: PolicySection,
  codes: readonly string[],
  fewCoded: boolean,
): number {
  if (!own.some((code) => codes.includes(code))) return 0;
  return fewCoded && !codesIn(heading).some((code) => codes.includes(code)) ? 1 : 3;
}
/** The share of sections that name codes from which the codes say which is which. */
const mostlyCoded = 0.5;

/** How well an indication's title and codes fit the scan that was ordered, beside the others of its list. */
function scanFit(
  heading: string,
  own: readonly string[],
  scan: ScanDescription | null,
  codes: readonly string[],
  scans: ScanRules,
): number {
  const byCode = own.length === 0 ? 0 : own.some((code) => codes.includes(code)) ? 3 : -1.5;
  if (scan === null || scan.region === null) return byCode;
  const regions = regionsIn(heading, scans).map(({ region }) => region.id);
  const section = { heading, regions, modalities: modalitiesIn(heading, scans) };
  if (byCode <= 0 && (wrongRegion(section, scan, scans) || namesOtherScan(section, scan))) return otherScan;
  return byCode + (regions.includes(scan.region) ? 2 : 0);
}
/** The title names another part of the body, or another kind of scan: no situation outweighs it. */
const otherScan = -6;

/** "Coronary CT angiography" beside "Perfusion PET": the title is that of another kind of scan than the one ordered. */
function namesOtherScan(
  { heading, modalities }: Pick<PolicySection, 'heading' | 'modalities'>,
  scan: ScanDescription | null,
): boolean {
  const modality = scan?.modality ?? null;
  return (
    modality !== null &&
    modalities.length > 0 &&
    !modalities.includes(modality) &&
    /\b(?:MRI?|MRA|CTA?|PET(?:\/CT)?|SPECT|scans?|scintigraphy|angiography|tomography)\W*$/i.test(heading)
  );
}

/** The letter's own choice of section decides between equals, and no more: it may be the mistake. */
const citedWeight = 0.5;

/** A section of warnings that approves by itself ("2.1 or 2.2") is left to the waivers. */
function standsAlone(section: PolicySection): boolean {
  return section.waivers.length === 0;
}

/** A heading that names only other parts of the body than the one to be scanned. */
export function wrongRegion(
  section: Pick<PolicySection, 'regions'>,
  scan: ScanDescription | null,
  scans: ScanRules,
): boolean {
  if (scan?.region === undefined || scan.region === null || section.regions.length === 0) return false;
  // A scan of the whole body is done for a disease of any part.
  if (scan.region === 'whole-body') return false;
  return (
    !section.regions.some(
      (id) => sameRegion(id, scan.region, scans) || nearRegions(scan.region ?? '').includes(id),
    ) &&
    section.regions.every((id) =>
      scans.regions.some(
        (region) => region.id === id && (region.within.length > 0 || region.lateral || id === 'brain'),
      ),
    )
  );
}

/** Descends into a list of indications as long as one of them fits the patient clearly better than the others. */
function bestIndication(
  node: CriterionNode,
  fits: Fits,
  byScan: (heading: string, codes: readonly string[]) => number,
): { node: CriterionNode; score: number } {
  const { situations, citedLabel, byHeading, bySetting, shown } = fits;
  const own = fitOf(node.situations, situations);
  const general = withRequirements(node, (list) => bestIndication(list, fits, byScan));
  if (general !== null) return general;
  if (node.kind === 'leaf' || node.kind === 'all' || node.kind === 'at-least')
    return { node, score: own + inner(node, situations) };
  // What all of them are about ("PSMA tracers") speaks for none before another.
  const shared = new Set(node.situations);
  const lists = listsIndications(node);
  const ranked = node.children
    .map((child) => {
      const fit =
        fitOf(
          child.situations.filter((id) => !shared.has(id)),
          situations,
        ) +
        byHeading(child.heading ?? '', child.situations) +
        (isLabel(child.label, citedLabel) ? citedWeight : 0);
      if (!lists) return { child, fit, rank: fit, within: null };
      const known = tempered(fit);
      const within =
        child.kind === 'any' && listsIndications(child) ? bestIndication(child, fits, byScan) : null;
      const title = child.heading ?? child.text;
      const more =
        byScan(title, child.codes) +
        bySetting(title, 'indications') +
        (within === null ? shown(child) * shownWeight : Math.min(within.score, mostKnown));
      return { child, fit, rank: known + more, within };
    })
    .toSorted((a, b) => b.rank - a.rank || b.fit - a.fit);
  const [first, second] = ranked;
  const indications =
    node.children.filter(
      (child) => child.situations.length > 0 || byHeading(child.heading ?? '', child.situations) > 0,
    ).length >= Math.max(2, node.children.length / 2);
  // One titled list of its own ("Esophagus: when all of …") that names just the patient's disease is enough.
  const named = first !== undefined && first.fit >= 3 && first.child.kind === 'all' && !node.stated;
  // Where the record names none of them, the indication that the letter itself applied is the one to look at.
  const cited = ranked.find(({ child }) => isLabel(child.label, citedLabel) && child.kind !== 'leaf');
  if (cited !== undefined && (first === undefined || first.rank <= 0.5 || first.child === cited.child))
    return { node: cited.child, score: Math.max(0, own) + Math.max(0.6, cited.fit) };
  const ahead = first !== undefined && (second === undefined || first.rank - second.rank >= 0.5);
  if (lists && first !== undefined && first.rank > leastRank && ahead)
    return {
      node: first.within?.node ?? first.child,
      score:
        Math.max(0, own) +
        Math.max(0, first.fit, first.rank - (first.within === null ? shown(first.child) * shownWeight : 0)),
    };
  if (first === undefined || (!indications && !named) || first.fit <= 0.5 || (!ahead && node.stated))
    return { node, score: own + Math.max(0, first?.fit ?? 0) };
  return { node: first.child, score: Math.max(0, own) + first.fit };
}

/** From here more mentions of a disease say less about which of its indications it is. */
const mostKnown = 3;
const beyond = 0.3;
const tempered = (fit: number): number => (fit <= mostKnown ? fit : mostKnown + (fit - mostKnown) * beyond);
/** What the records show of an indication, beside what its title says. */
const shownWeight = 0.5;
/** What must speak for an indication at least, beside being ahead of the others. */
const leastRank = 0.4;

/** Situations named by the items of an all-of list say a little about the whole. */
function inner(node: CriterionNode, situations: Situations): number {
  if (node.kind === 'leaf') return 0;
  return Math.min(1, Math.max(0, ...node.children.map((child) => fitOf(child.situations, situations))) * 0.2);
}

/** "2", "section 2", "III.C", "HIP-M": whether a cited label names this one or one inside it. */
export function isLabel(label: string | null, cited: string | null): boolean {
  if (label === null || cited === null) return false;
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(
        /^(?:section|part|table|paragraph|item|chapter|criterion|guideline|module|track|path|pathway|category|indication|clause|article|rule|tier)\s+/,
        '',
      )
      .replace(/[.:)]+$/, '')
      // A chapter numbered "4.0" is cited as section 4.
      .replace(/(?<=^\d{1,2})\.0$/, '')
      .replace(/^\(/, '');
  const own = plain(label);
  const other = plain(cited);
  return own !== '' && (own === other || other.startsWith(`${own}.`) || other.startsWith(`${own}(`));
}
