/** What is looked at on the desk: the finding, the quote in each pane, and words being gathered for an own finding. */
import { create } from 'zustand';
import type { Citation, CitationRole } from '../../../shared/domain/finding.ts';
import type { Concept } from '../../../shared/domain/kinds.ts';

export type DeskTab = 'findings' | 'gaps' | 'check';

interface DeskState {
  selectedId: string | null;
  /** Which of several quotes is shown, by pane. */
  quoteAt: Readonly<Record<CitationRole, number>>;
  /** On a narrow screen one pane shows at a time. */
  pane: CitationRole;
  tab: DeskTab;
  whyOpen: boolean;
  noteOpen: boolean;
  /** Null while not making a finding of one's own. */
  picked: readonly Citation[] | null;
  /** What a finding of one's own begins with. */
  ownConcept: Concept | null;
}

const first = { denial: 0, policy: 0, record: 0 };
const initial: DeskState = {
  selectedId: null,
  quoteAt: first,
  pane: 'denial',
  tab: 'findings',
  whyOpen: false,
  noteOpen: false,
  picked: null,
  ownConcept: null,
};

export const useDesk = create<DeskState>(() => initial);

export function resetDesk(): void {
  useDesk.setState(initial);
}

export function select(selectedId: string): void {
  useDesk.setState({ selectedId, quoteAt: first, noteOpen: false });
}

export function showQuote(role: CitationRole, index: number): void {
  useDesk.setState((old) => ({ quoteAt: { ...old.quoteAt, [role]: index }, pane: role }));
}

/** Begins a finding of one's own, with words that are quoted already. */
export function startOwn(from: { concept: Concept | null; citations: readonly Citation[] }): void {
  useDesk.setState({ picked: from.citations, ownConcept: from.concept, tab: 'findings', quoteAt: first });
}

export function pick(citation: Citation): void {
  useDesk.setState((old) => {
    if (!old.picked) return old;
    const at = old.picked.filter(({ role }) => role === citation.role).length;
    return {
      picked: [...old.picked, citation],
      quoteAt: { ...old.quoteAt, [citation.role]: at },
    };
  });
}
