/** Shows how a packet was divided and lets the person move the cuts and change the kinds. */
import { Merge, Scissors } from 'lucide-react';
import { useState } from 'react';
import { NumberField, Input, Label } from 'react-aria-components';
import { bytePaths, type DocumentSummary } from '../../../shared/api/contract.ts';
import { documentKinds } from '../../../shared/domain/kinds.ts';
import { hostUrl } from '../../client/address.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { sayError } from '../../ui/toasts.tsx';
import { coverAll, joinWithPrevious, setKind, splitBefore } from './parts.ts';

interface PartsEditorProps {
  caseId: string;
  document: DocumentSummary;
  onClose: () => void;
}

export function PartsEditor({ caseId, document, onClose }: PartsEditorProps) {
  const pageCount = document.pageCount ?? 1;
  const [parts, setParts] = useState(() => coverAll(document.parts, pageCount));
  const [at, setAt] = useState(2);
  const save = async () => {
    try {
      await client.documents.setParts({ caseId, documentId: document.id, parts });
      invalidate(keys.documents(caseId));
      onClose();
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <Popup title={t.papers.split} isOpen onClose={onClose} wide>
      <p className="soft">{t.papers.splitLead}</p>
      <ol className="parts stack">
        {parts.map((part, index) => (
          <li key={part.firstPage} className="row">
            <img
              className="parts-picture"
              src={hostUrl(bytePaths.page(document.id, part.firstPage, 200))}
              alt=""
              loading="lazy"
              decoding="async"
            />
            <span className="parts-pages">{t.papers.pageRange(part.firstPage + 1, part.lastPage + 1)}</span>
            <div className="grow">
              <Choice
                label={t.papers.partKind(part.firstPage + 1)}
                hideLabel
                options={documentKinds.map((value) => ({ value, label: t.kinds[value] }))}
                value={part.kind}
                onChange={(kind) => setParts(setKind(parts, index, kind))}
              />
            </div>
            {index > 0 ? (
              <IconButton label={t.papers.join} onPress={() => setParts(joinWithPrevious(parts, index))}>
                <Merge size={18} />
              </IconButton>
            ) : (
              <span className="parts-nothing" />
            )}
          </li>
        ))}
      </ol>
      <div className="row parts-cut">
        <NumberField className="field" value={at} minValue={2} maxValue={pageCount} onChange={setAt}>
          <Label>{t.papers.cutBefore}</Label>
          <Input className="input" />
        </NumberField>
        <Button onPress={() => setParts(splitBefore(parts, at - 1))}>
          <Scissors size={18} aria-hidden />
          {t.papers.cut}
        </Button>
      </div>
      <div className="dialog-actions">
        <Button onPress={onClose}>{t.common.cancel}</Button>
        <Button weight="primary" onPress={() => void save()}>
          {t.common.save}
        </Button>
      </div>
    </Popup>
  );
}
