/** The heading of a group of papers, what is missing where it is empty, and the places to drop on while dragging. */
import { documentKinds, type DocumentKind } from '../../../shared/domain/kinds.ts';
import { t } from '../../text/index.ts';
import { useDragged, useDropKind } from './drag.ts';
import type { GroupName } from './groups.ts';

/** Null for groups that are no kind. */
export const kindOfGroup = (group: GroupName): DocumentKind | null =>
  documentKinds.find((kind) => kind === group) ?? null;

export function GroupHead({ group, count }: { group: GroupName; count: number }) {
  const kind = kindOfGroup(group);
  const drop = useDropKind(kind);
  const missing = count === 0 ? t.papers.missing[group] : undefined;
  return (
    <div className="paper-group" data-empty={count === 0} {...drop}>
      <h2>
        {kind === null ? t.papers.groups[group === 'problem' ? 'problem' : 'reading'] : t.kinds[kind]}
        {count > 0 ? <span className="count">{count}</span> : null}
      </h2>
      {missing === undefined ? null : <p className="small soft">{missing}</p>}
    </div>
  );
}

/** The kinds without a group of their own, offered while something is being dragged. */
export function DropPalette({ kinds }: { kinds: readonly DocumentKind[] }) {
  const dragged = useDragged((state) => state.dragged);
  if (dragged === null || kinds.length === 0) return null;
  return (
    <div className="drop-palette" aria-hidden>
      {kinds.map((kind) => (
        <PaletteKind key={kind} kind={kind} />
      ))}
    </div>
  );
}

function PaletteKind({ kind }: { kind: DocumentKind }) {
  return (
    <div className="drop-kind" {...useDropKind(kind)}>
      {t.kinds[kind]}
    </div>
  );
}
