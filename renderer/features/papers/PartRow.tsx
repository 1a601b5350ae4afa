/** One part of a packet, in the group of its own kind. */
import { GripVertical } from 'lucide-react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/fields.tsx';
import { DocumentMenu } from './DocumentMenu.tsx';
import { dragProps, useDragged, useDropKind } from './drag.ts';
import { kindOptions } from './kind-options.ts';
import { sortInto } from './sort.ts';

interface PartRowProps {
  caseId: string;
  document: DocumentSummary;
  part: DocumentSummary['parts'][number];
  index: number;
  isShown: boolean;
  onShow: (documentId: string, pageIndex?: number) => void;
}

export function PartRow({ caseId, document, part, index, isShown, onShow }: PartRowProps) {
  const item = { caseId, document, part: index };
  const isDragged = useDragged(
    ({ dragged }) => dragged?.document.id === document.id && dragged.part === index,
  );
  const drop = useDropKind(part.kind);
  return (
    <div className="paper" data-shown={isShown} data-dragged={isDragged} {...dragProps(item)} {...drop}>
      <GripVertical className="paper-grip" size={18} aria-hidden />
      <div className="grow paper-text">
        <button type="button" className="paper-name" onClick={() => onShow(document.id, part.firstPage)}>
          {t.papers.pageRange(part.firstPage + 1, part.lastPage + 1)}
        </button>
        <p className="small soft">{t.papers.partOf(document.fileName)}</p>
      </div>
      <div className="paper-tools">
        <Choice
          label={t.papers.partKind(part.firstPage + 1)}
          hideLabel
          small
          options={kindOptions}
          value={part.kind}
          onChange={(kind) => void sortInto(item, kind)}
        />
        <DocumentMenu caseId={caseId} document={document} pageCount={document.pageCount} onShow={onShow} />
      </div>
    </div>
  );
}
