/** What can be done with a whole paper: look, divide, read again, save the original, remove (with Undo). */
import { Download, Eye, MoreHorizontal, RotateCw, Scissors, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { invalidate, keys, setAnswer } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ActionMenu } from '../../ui/Popup.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { PartsEditor } from './PartsEditor.tsx';

interface DocumentMenuProps {
  caseId: string;
  document: DocumentSummary;
  pageCount: number | null;
  onShow: (documentId: string) => void;
}

export function DocumentMenu({ caseId, document, pageCount, onShow }: DocumentMenuProps) {
  const [splitting, setSplitting] = useState(false);
  const ref = { caseId, documentId: document.id };
  const refresh = () => invalidate(keys.documents(caseId));
  const after = (call: Promise<unknown>) => void call.catch(sayError).finally(refresh);
  const remove = async () => {
    setAnswer<DocumentSummary[]>(keys.documents(caseId), (old) =>
      old?.filter((each) => each.id !== document.id),
    );
    try {
      await client.documents.remove(ref);
      say(t.papers.removed(document.fileName), () => after(client.documents.restore(ref)));
    } catch (error) {
      sayError(error);
    }
    refresh();
  };
  const original = async () => {
    try {
      startDownload(await client.documents.original({ documentId: document.id }));
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <>
      <ActionMenu
        trigger={
          <IconButton label={t.papers.more(document.fileName)}>
            <MoreHorizontal size={20} />
          </IconButton>
        }
        items={[
          { id: 'show', label: t.papers.show, icon: <Eye size={16} />, run: () => onShow(document.id) },
          ...(pageCount !== null && pageCount > 1
            ? [
                {
                  id: 'split',
                  label: t.papers.split,
                  icon: <Scissors size={16} />,
                  run: () => setSplitting(true),
                },
              ]
            : []),
          {
            id: 'again',
            label: t.papers.readAgain,
            icon: <RotateCw size={16} />,
            run: () => after(client.documents.retry(ref)),
          },
          {
            id: 'original',
            label: t.papers.original,
            icon: <Download size={16} />,
            run: () => void original(),
          },
          {
            id: 'remove',
            label: t.papers.remove,
            icon: <Trash2 size={16} />,
            danger: true,
            run: () => void remove(),
          },
        ]}
      />
      {splitting ? (
        <PartsEditor caseId={caseId} document={document} onClose={() => setSplitting(false)} />
      ) : null}
    </>
  );
}
