/** One paper: its name, what is happening to it, its kind (changeable), and what can be done with it. */
import { GripVertical, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { codeOf, wordsFor } from '../../client/errors.ts';
import { useLive } from '../../client/live.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { fileSize } from '../../ui/dates.ts';
import { Choice, SecretField } from '../../ui/fields.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Bar } from '../../ui/states.tsx';
import { sayError } from '../../ui/toasts.tsx';
import { DocumentMenu } from './DocumentMenu.tsx';
import { dragProps, useDragged, useDropKind } from './drag.ts';
import { kindOptions } from './kind-options.ts';
import { sortInto } from './sort.ts';

interface DocumentRowProps {
  caseId: string;
  document: DocumentSummary;
  isShown: boolean;
  onShow: (documentId: string) => void;
}

export function DocumentRow({ caseId, document, isShown, onShow }: DocumentRowProps) {
  const live = useLive((state) => state.byDocument.get(document.id));
  const ref = { caseId, documentId: document.id };
  const refresh = () => invalidate(keys.documents(caseId));
  const after = (call: Promise<unknown>) => void call.catch(sayError).finally(refresh);
  // While reading, the events run ahead of the list.
  const state = document.state === 'reading' && live ? live.state : document.state;
  const pagesRead =
    state === 'reading' ? Math.max(document.pagesRead, live?.pagesRead ?? 0) : document.pagesRead;
  const pageCount = document.pageCount ?? live?.pageCount ?? null;
  const sortable = state === 'read' || document.kind !== null;
  const item = { caseId, document, part: null };
  const isDragged = useDragged(
    ({ dragged }) => dragged?.document.id === document.id && dragged.part === null,
  );
  const drop = useDropKind(document.parts[0]?.kind ?? document.kind);
  const busy = state === 'reading' || state === 'waiting' || state === 'paused';
  return (
    <div
      className="paper"
      data-shown={isShown}
      data-dragged={isDragged}
      {...(sortable ? dragProps(item) : {})}
      {...drop}
    >
      {sortable ? <GripVertical className="paper-grip" size={18} aria-hidden /> : null}
      <div className="grow paper-text">
        <button
          type="button"
          className="paper-name"
          aria-pressed={isShown}
          onClick={() => onShow(isShown ? '' : document.id)}
        >
          {document.fileName}
        </button>
        {busy ? (
          <>
            <p className="small soft">{t.papers.states[state](pagesRead, pageCount)}</p>
            <Bar label={t.papers.progressOf(document.fileName)} value={pagesRead} total={pageCount} />
          </>
        ) : (
          <p className="small soft">
            {[
              pageCount === null
                ? null
                : isReadInPart(document)
                  ? t.papers.pagesRead(document.pagesRead, pageCount)
                  : t.papers.pages(pageCount),
              fileSize(document.byteSize),
              partsLine(document),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {document.problem === null ? null : <p className="small paper-problem">{document.problem}</p>}
        {state === 'password-needed' ? <PasswordPrompt document={document} onDone={refresh} /> : null}
      </div>
      <div className="paper-tools">
        {sortable ? (
          <Choice
            label={t.papers.kindOf(document.fileName)}
            hideLabel
            small
            options={kindOptions}
            value={document.kind}
            placeholder={t.papers.kindUnknown}
            onChange={(kind) => void sortInto(item, kind)}
          />
        ) : null}
        {state === 'failed' ? (
          <IconButton
            label={t.papers.retry(document.fileName)}
            onPress={() => after(client.documents.retry(ref))}
          >
            <RotateCw size={18} />
          </IconButton>
        ) : null}
        {busy ? (
          <IconButton
            label={t.papers.stop(document.fileName)}
            onPress={() => after(client.documents.cancel(ref))}
          >
            <X size={18} />
          </IconButton>
        ) : null}
        <DocumentMenu caseId={caseId} document={document} pageCount={pageCount} onShow={onShow} />
      </div>
    </div>
  );
}

/** Stopped, or with pages that could not be read; what the list says now, not what it said while reading. */
function isReadInPart({ state, problem, pagesRead, pageCount }: DocumentSummary): boolean {
  return (state === 'read' || state === 'failed') && problem !== null && pagesRead < (pageCount ?? 0);
}

function partsLine(document: DocumentSummary): string | null {
  return document.parts.length > 1 ? t.papers.parts(document.parts.length) : null;
}

function PasswordPrompt({ document, onDone }: { document: DocumentSummary; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const unlock = async () => {
    try {
      await client.documents.unlock({ documentId: document.id, password });
      setOpen(false);
      setPassword('');
      onDone();
    } catch (error) {
      const code = codeOf(error);
      setWrong(
        code === 'WRONG_PASSPHRASE' || code === 'PASSWORD_NEEDED' ? t.papers.wrongPassword : wordsFor(error),
      );
    }
  };
  return (
    <>
      <Button small onPress={() => setOpen(true)}>
        {t.papers.enterPassword}
      </Button>
      <Popup title={t.papers.enterPassword} isOpen={open} onClose={() => setOpen(false)}>
        <p>{t.papers.passwordLead(document.fileName)}</p>
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            void unlock();
          }}
        >
          <SecretField
            label={t.papers.password}
            value={password}
            onChange={setPassword}
            wrong={wrong}
            autoComplete="off"
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
          <div className="dialog-actions">
            <Button onPress={() => setOpen(false)}>{t.common.cancel}</Button>
            <Button type="submit" weight="primary" isDisabled={password === ''}>
              {t.papers.unlock}
            </Button>
          </div>
        </Form>
      </Popup>
    </>
  );
}
