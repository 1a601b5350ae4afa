/** One letter: its bar, its sheet of paper, its hints; every change is kept at once and can be undone. */
import { Download, RotateCcw, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LetterView } from '../../../shared/api/contract.ts';
import { letterModelSchema } from '../../../shared/api/schemas.ts';
import type { LetterKind, LetterModel } from '../../../shared/domain/letter.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { DocumentViewer } from '../../viewer/DocumentViewer.tsx';
import { EditedWord } from './EditedWord.tsx';
import { ExhibitsDialog } from './ExhibitsDialog.tsx';
import { Paper } from './Paper.tsx';
import { remember, stepBack, useLetterPast } from './store.ts';

type Format = 'docx' | 'pdf';

export function LetterDesk({ caseId, kind }: { caseId: string; kind: LetterKind }) {
  const key = keys.draft(caseId, kind);
  const letter = useQuery(key, () => client.letters.draft({ caseId, kind }));
  const past = useLetterPast((state) => state.past);
  const [source, setSource] = useState<Span | null>(null);
  const [asking, setAsking] = useState<Format | null>(null);
  const [busy, setBusy] = useState<Format | null>(null);
  const [packet, setPacket] = useState(false);
  useEffect(() => useLetterPast.setState({ past: [] }), [kind]);

  const keep = (changed: LetterModel) => {
    const next = letterModelSchema.parse(changed);
    setAnswer<LetterView>(key, (old) => (old ? { ...old, model: next, hasEdits: true } : old));
    client.letters
      .save({ caseId, model: next })
      .then((view) => setAnswer<LetterView>(key, (old) => (old?.model === next ? view : old)))
      .catch((error: unknown) => {
        sayError(error);
        invalidate(key);
      });
  };
  const reset = async (model: LetterModel) => {
    try {
      const view = await client.letters.reset({ caseId, kind });
      setAnswer<LetterView>(key, () => view);
      say(t.letter.wasReset, () => keep(model));
    } catch (error) {
      sayError(error);
    }
  };
  const make = async (format: Format) => {
    setAsking(null);
    setBusy(format);
    try {
      startDownload(await client.letters.export({ caseId, kind, format }));
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <Await answer={letter}>
      {({ model, cover, readingGrade, hints, hasEdits }) => {
        // A blank can still be filled in in a Word file, but not in a PDF.
        const stopsOf = (format: Format) =>
          hints.filter(
            ({ id, severity }) =>
              severity === 'stop' ||
              id.startsWith('other-person.') ||
              (format === 'pdf' && id.startsWith('blank.')),
          );
        const stops = asking ? stopsOf(asking) : [];
        const begin = (format: Format) => {
          if (stopsOf(format).length > 0) setAsking(format);
          else void make(format);
        };
        const edit = (next: LetterModel) => {
          remember(model);
          keep(next);
        };
        return (
          <section className="letter" aria-label={model.title}>
            <EditedWord caseId={caseId} kind={kind} onTake={edit}>
              {(readBack) => (
                <>
                  <div className="letter-bar" role="toolbar" aria-label={t.letter.tools}>
                    <Button weight="primary" isDisabled={busy !== null} onPress={() => begin('docx')}>
                      <Download size={18} aria-hidden />
                      {busy === 'docx' ? t.letter.making : t.letter.docx}
                    </Button>
                    <Button isDisabled={busy !== null} onPress={() => begin('pdf')}>
                      {busy === 'pdf' ? t.letter.making : t.letter.pdf}
                    </Button>
                    {model.exhibits.length > 0 ? (
                      <Button onPress={() => setPacket(true)}>
                        {t.letter.exhibits(model.exhibits.length)}
                      </Button>
                    ) : null}
                    <span className="grow" />
                    {readBack}
                    <IconButton
                      label={t.letter.undo}
                      isDisabled={past.length === 0}
                      onPress={() => {
                        const before = stepBack();
                        if (before) keep(before);
                      }}
                    >
                      <Undo2 size={20} />
                    </IconButton>
                    {hasEdits ? (
                      <IconButton label={t.letter.reset} onPress={() => void reset(model)}>
                        <RotateCcw size={20} />
                      </IconButton>
                    ) : null}
                  </div>
                  <Paper
                    caseId={caseId}
                    model={model}
                    cover={cover}
                    readingGrade={readingGrade}
                    hints={hints}
                    onShow={setSource}
                    onChange={edit}
                  />
                </>
              )}
            </EditedWord>
            <ExhibitsDialog caseId={caseId} kind={kind} isOpen={packet} onClose={() => setPacket(false)} />
            <Popup title={t.letter.stopTitle} isOpen={asking !== null} onClose={() => setAsking(null)}>
              <p>{t.letter.stopLead}</p>
              <ul className="stop-list">
                {stops.map((hint) => (
                  <li key={hint.id}>{hint.message}</li>
                ))}
              </ul>
              <div className="dialog-actions">
                <Button onPress={() => asking && void make(asking)}>{t.letter.anyway}</Button>
                <Button weight="primary" onPress={() => setAsking(null)}>
                  {t.letter.goBack}
                </Button>
              </div>
            </Popup>
            <SourcePopup caseId={caseId} span={source} onClose={() => setSource(null)} />
          </section>
        );
      }}
    </Await>
  );
}

function SourcePopup({ caseId, span, onClose }: { caseId: string; span: Span | null; onClose: () => void }) {
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  const name = documents.data?.find((each) => each.id === span?.documentId)?.fileName ?? '';
  return (
    <Popup title={t.letter.source} isOpen={span !== null} onClose={onClose} wide>
      {span ? (
        <div className="source">
          <DocumentViewer
            documentId={span.documentId}
            title={name}
            highlights={span.end > span.start ? [{ id: 'source', hue: 8, spans: [span] }] : []}
            goTo={span}
            onClose={onClose}
          />
        </div>
      ) : null}
    </Popup>
  );
}
