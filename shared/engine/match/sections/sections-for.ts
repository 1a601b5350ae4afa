/** Picks the policy, and within it the sections, that speak of the scan that was ordered and of this patient. */
import type { Denial, ScanDescription } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { CriterionNode, PolicyDocument, PolicySection } from '../../../domain/policy.ts';
import type { ScanRules } from '../../../domain/rules.ts';
import { nearRegions } from '../evidence/fact-place.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import type { HeadingFit } from './heading-words.ts';
import { fitOf, type Situations } from './situation.ts';
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

/**
 * Sections that list what must be shown, best first. A section for another region or code is left out; one whose
 * situation the record names ranks before one that it does not.
 */
export function sectionsFor(
  policy: PolicyDocument,
  scan: ScanDescription | null,
  codes: readonly string[],
  situations: Situations,
  citedLabel: string | null,
  scans: ScanRules,
  byHeading: HeadingFit,
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
  const out: SectionChoice[] = [];
  for (const section of covered) {
    if (section.tree === null) continue;
    // "Aneurysm of the thoracic aorta" with the code that was ordered is for the chest that is to be scanned.
    if (wrongRegion(section, scan, scans) && !section.codes.some((code) => codes.includes(code))) continue;
    if (isOtherTracer(section, codes)) continue;
    if (named && namesOtherScan(section, scan)) continue;
    if (coded && section.codes.length > 0 && !section.codes.some((code) => codes.includes(code))) continue;
    const base =
      (section.codes.some((code) => codes.includes(code)) ? 3 : 0) +
      (section.regions.some((id) => id === scan?.region) ? 2 : 0) +
      byHeading(section.heading, section.tree.situations) +
      (isLabel(section.label, citedLabel) ? citedWeight : 0);
    const best = bestIndication(section.tree, situations, citedLabel, byHeading);
    out.push({ section, node: best.node, score: base + best.score });
  }
  return out.toSorted((a, b) => b.score - a.score);
}

/** "Coronary CT angiography" beside "Perfusion PET": the title is that of another kind of scan than the one ordered. */
function namesOtherScan({ heading, modalities }: PolicySection, scan: ScanDescription | null): boolean {
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
export function wrongRegion(section: PolicySection, scan: ScanDescription | null, scans: ScanRules): boolean {
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
  situations: Situations,
  citedLabel: string | null,
  byHeading: HeadingFit,
): { node: CriterionNode; score: number } {
  const own = fitOf(node.situations, situations);
  const general = withRequirements(node, (list) => bestIndication(list, situations, citedLabel, byHeading));
  if (general !== null) return general;
  if (node.kind === 'leaf' || node.kind === 'all' || node.kind === 'at-least')
    return { node, score: own + inner(node, situations) };
  // What all of them are about ("PSMA tracers") speaks for none before another.
  const shared = new Set(node.situations);
  const ranked = node.children
    .map((child) => ({
      child,
      fit:
        fitOf(
          child.situations.filter((id) => !shared.has(id)),
          situations,
        ) +
        byHeading(child.heading ?? '', child.situations) +
        (isLabel(child.label, citedLabel) ? citedWeight : 0),
    }))
    .toSorted((a, b) => b.fit - a.fit);
  const first = ranked[0];
  const second = ranked[1];
  const indications =
    node.children.filter(
      (child) => child.situations.length > 0 || byHeading(child.heading ?? '', child.situations) > 0,
    ).length >= Math.max(2, node.children.length / 2);
  // One titled list of its own ("Esophagus: when all of …") that names just the patient's disease is enough.
  const named = first !== undefined && first.fit >= 3 && first.child.kind === 'all' && !node.stated;
  // Where the record names none of them, the indication that the letter itself applied is the one to look at.
  const cited = ranked.find(({ child }) => isLabel(child.label, citedLabel) && child.kind !== 'leaf');
  if (cited !== undefined && (first === undefined || first.fit <= 0.5 || first.child === cited.child))
    return { node: cited.child, score: Math.max(0, own) + Math.max(0.6, cited.fit) };
  if (
    first === undefined ||
    (!indications && !named) ||
    first.fit <= 0.5 ||
    (second !== undefined && first.fit - second.fit < 0.5 && node.stated)
  )
    return { node, score: own + Math.max(0, first?.fit ?? 0) };
  return { node: first.child, score: Math.max(0, own) + first.fit };
}

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
      .replace(/^\(/, '');
  const own = plain(label);
  const other = plain(cited);
  return own !== '' && (own === other || other.startsWith(`${own}.`) || other.startsWith(`${own}(`));
}
