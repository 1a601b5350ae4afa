/** Puts findings into the order and groups in which they are worth looking at. Pure. */
import type { FindingView } from '../../../shared/api/contract.ts';
import type { Citation, CitationRole } from '../../../shared/domain/finding.ts';
import type { FindingType } from '../../../shared/domain/kinds.ts';
import { hueCount } from '../../viewer/highlight.ts';

export type GroupName = 'strong' | 'fair' | 'insurer' | 'aside';

export interface DeskFinding {
  finding: FindingView;
  hue: number;
}
export interface Group {
  name: GroupName;
  items: DeskFinding[];
}

/** Said plainly and apart: what speaks for the insurer. */
const forInsurer: ReadonlySet<FindingType> = new Set(['criterion-unmet', 'no-support-found']);

export function groupOf(finding: FindingView): GroupName {
  if (finding.decision === 'rejected') return 'aside';
  if (forInsurer.has(finding.type)) return 'insurer';
  return finding.strength;
}

/** Colours go round in the order of the answer, so that a finding keeps its colour when it changes its group. */
export function groupFindings(findings: readonly FindingView[]): Group[] {
  const items = findings.map((finding, index) => ({ finding, hue: (index % hueCount) + 1 }));
  const order: GroupName[] = ['strong', 'fair', 'insurer', 'aside'];
  return order
    .map((name) => ({ name, items: items.filter((item) => groupOf(item.finding) === name) }))
    .filter((group) => group.items.length > 0);
}

const paneRoles: readonly CitationRole[] = ['denial', 'policy', 'record'];

export interface PaneContent {
  /** One for each pane: two may show the record. */
  key: string;
  role: CitationRole;
  citations: readonly Citation[];
}

/**
 * A pane for each role. Where only the record is quoted, and at two places or more, it is the record that disagrees
 * with itself: the first place stands beside the others. While words are picked every pane stays.
 */
export function paneContents(citations: readonly Citation[], isPicking: boolean): PaneContent[] {
  const [first, ...others] = citations;
  if (!isPicking && first && others.length > 0 && citations.every(({ role }) => role === 'record'))
    return [
      { key: 'record-first', role: 'record', citations: [first] },
      { key: 'record-other', role: 'record', citations: others },
    ];
  return paneRoles.map((role) => ({
    key: role,
    role,
    citations: citations.filter((each) => each.role === role),
  }));
}
