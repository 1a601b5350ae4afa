/** The papers of a case: what is coming in, what was read, what kind each is, and a look at any page of it. */
import { ClipboardPaste, FolderOpen, Pause, Play, Upload } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { isWanted } from '../../client/files.ts';
import { keys, invalidate, useQuery } from '../../client/query.ts';
import { importFiles, useSending } from '../../state/importing.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/fields.tsx';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';
import { now } from '../../ui/dates.ts';
import { sayError } from '../../ui/toasts.tsx';
import { DocumentViewer } from '../../viewer/DocumentViewer.tsx';
import { parsePlace } from '../../viewer/place.ts';
import { DocumentList } from './DocumentList.tsx';
import './papers.css';

export function Papers({ caseId, focus }: { caseId: string; focus: string | null }) {
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  const place = parsePlace(focus);
  const [chosen, setChosen] = useState<{ documentId: string; pageIndex: number | null } | null>(null);
  const open = chosen?.documentId ?? place?.documentId ?? null;
  const show = (documentId: string, pageIndex?: number) =>
    setChosen({ documentId, pageIndex: pageIndex ?? null });
  // A part of a packet opens at its first page; a place in the address at its words.
  const goTo = useMemo(() => {
    if (chosen && chosen.pageIndex !== null) return { pageIndex: chosen.pageIndex, start: 0, end: 0 };
    return place && place.documentId === open ? place : null;
    // `place` is made anew each time from `focus`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen, focus, open]);
  return (
    <Await answer={documents}>
      {(list) => {
        const shown = list.find((each) => each.id === open) ?? null;
        return (
          <div className={`papers${shown ? ' with-page' : ''}`}>
            <div className="papers-list stack">
              <Intake caseId={caseId} documents={list} />
              <DocumentList caseId={caseId} documents={list} shownId={open} onShow={show} />
            </div>
            {shown ? (
              <section className="papers-page" aria-label={t.papers.pageOf(shown.fileName)}>
                <DocumentViewer
                  key={shown.id}
                  documentId={shown.id}
                  title={shown.fileName}
                  highlights={
                    place && place.documentId === shown.id ? [{ id: 'place', hue: 1, spans: [place] }] : []
                  }
                  goTo={goTo}
                  onClose={() => show('')}
                />
              </section>
            ) : null}
          </div>
        );
      }}
    </Await>
  );
}

const isBeingRead = ({ state }: DocumentSummary) => state === 'reading' || state === 'waiting';

function Intake({ caseId, documents }: { caseId: string; documents: readonly DocumentSummary[] }) {
  const [pasting, setPasting] = useState(false);
  const [pasted, setPasted] = useState('');
  const sending = useSending((state) => state.sending.some((each) => each.caseId === caseId));
  const reading = documents.some(isBeingRead);
  const problems = documents.filter(({ state }) => state === 'failed' || state === 'password-needed').length;
  const paused = documents.some((each) => each.state === 'paused');
  const take = (files: File[]) => void importFiles(files.filter(isWanted), caseId);
  const after = (call: Promise<unknown>) =>
    void call.catch(sayError).finally(() => invalidate(keys.documents(caseId)));
  return (
    <section className="intake" aria-label={t.papers.add}>
      <div className="row spread">
        <div>
          <h1>{t.papers.title}</h1>
          <p className="soft">
            {documents.length === 0 ? t.papers.leadEmpty : t.papers.lead(documents.length)}
          </p>
        </div>
        {documents.length > 0 && !reading && !paused && !sending ? (
          <a className="button primary" href={hashOf({ screen: 'desk', caseId, focus: null })}>
            {t.papers.toDesk}
          </a>
        ) : null}
      </div>
      <div className="row">
        <FilePicker
          label={t.papers.pickFiles}
          icon={<Upload size={18} aria-hidden />}
          weight={documents.length === 0 ? 'primary' : 'plain'}
          onFiles={take}
        />
        <FilePicker
          label={t.papers.pickFolder}
          icon={<FolderOpen size={18} aria-hidden />}
          folder
          onFiles={take}
        />
        <Button weight="quiet" onPress={() => setPasting(true)}>
          <ClipboardPaste size={18} aria-hidden />
          {t.papers.pasteText}
        </Button>
        {/* One button in one place, so that the focus stays on it. */}
        {reading || paused ? (
          <Button
            weight="quiet"
            onPress={() =>
              after(reading ? client.documents.pause({ caseId }) : client.documents.resume({ caseId }))
            }
          >
            {reading ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
            {reading ? t.papers.pause : t.papers.resume}
          </Button>
        ) : null}
        {/* New papers are read while older ones are paused. */}
        {reading && paused ? (
          <Button weight="quiet" onPress={() => after(client.documents.resume({ caseId }))}>
            <Play size={18} aria-hidden />
            {t.papers.resume}
          </Button>
        ) : null}
      </div>
      <p className="hidden-visually" role="status">
        {documents.length === 0
          ? ''
          : reading
            ? t.papers.progress.reading(documents.filter(isBeingRead).length)
            : paused
              ? t.papers.progress.paused
              : problems > 0
                ? t.papers.progress.problems(problems)
                : t.papers.progress.done}
      </p>
      <Popup title={t.papers.pasteText} isOpen={pasting} onClose={() => setPasting(false)} wide>
        <Field label={t.papers.pasteLabel} rows={12} value={pasted} onChange={setPasted} />
        <div className="dialog-actions">
          <Button onPress={() => setPasting(false)}>{t.common.cancel}</Button>
          <Button
            weight="primary"
            isDisabled={pasted.trim() === ''}
            onPress={() => {
              const name = t.papers.pastedName(now().replace('T', ' ').replace(':', '.'));
              void importFiles([new File([pasted], name, { type: 'text/plain' })], caseId);
              setPasting(false);
              setPasted('');
            }}
          >
            {t.papers.add}
          </Button>
        </div>
      </Popup>
    </section>
  );
}
