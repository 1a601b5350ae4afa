/** The exhibits of a letter: which pages are enclosed, what is blacked out, and the PDFs that are sent. */
import { useState } from 'react';
import type { ExhibitView } from '../../../shared/api/contract.ts';
import type { LetterKind } from '../../../shared/domain/letter.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Popup } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';
import { sayError } from '../../ui/toasts.tsx';
import { blackedOutPlaces, choiceOf, chosenPages } from './exhibit-choice.ts';
import { ExhibitPages } from './ExhibitPages.tsx';
import { MakePacket } from './MakePacket.tsx';
import './exhibits.css';

interface ExhibitsDialogProps {
  caseId: string;
  kind: LetterKind;
  isOpen: boolean;
  onClose: () => void;
}

export function ExhibitsDialog({ caseId, kind, isOpen, onClose }: ExhibitsDialogProps) {
  return (
    <Popup title={t.letter.packet.title} isOpen={isOpen} onClose={onClose} wide>
      <Exhibits caseId={caseId} kind={kind} />
    </Popup>
  );
}

function Exhibits({ caseId, kind }: { caseId: string; kind: LetterKind }) {
  const key = keys.exhibits(caseId, kind);
  const answer = useQuery(key, () => client.letters.exhibits({ caseId, kind }));
  const [shown, setShown] = useState<string | null>(null);
  const keep = (changed: ExhibitView) => {
    setAnswer<ExhibitView[]>(key, (old) =>
      old?.map((each) => (each.documentId === changed.documentId ? changed : each)),
    );
    client.letters
      .setExhibit({ caseId, documentId: changed.documentId, choice: choiceOf(changed) })
      .then(() => invalidate(keys.draft(caseId, kind)))
      .catch((error: unknown) => {
        sayError(error);
        invalidate(key);
      });
  };
  return (
    <Await answer={answer}>
      {(exhibits) => {
        const exhibit = exhibits.find((each) => each.documentId === shown) ?? exhibits[0];
        return (
          <div className="stack">
            <p className="soft">{t.letter.packet.lead}</p>
            <div className="exhibits">
              <nav aria-label={t.letter.packet.list}>
                <ul>
                  {exhibits.map((each) => (
                    <li key={each.documentId}>
                      <button
                        type="button"
                        className="exhibit-link"
                        aria-current={each === exhibit ? 'true' : undefined}
                        onClick={() => setShown(each.documentId)}
                      >
                        <b>{t.letter.exhibit(each.letter)}</b>
                        <span className="small">{each.title}</span>
                        <span className="small soft">
                          {t.letter.packet.pagesOf(chosenPages(each).length, each.pageCount)}
                          {blackedOutPlaces(each) > 0
                            ? ` · ${t.letter.packet.blackedOut(blackedOutPlaces(each))}`
                            : ''}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
              </nav>
              {exhibit ? <ExhibitPages key={exhibit.documentId} exhibit={exhibit} onChange={keep} /> : null}
            </div>
            <MakePacket caseId={caseId} kind={kind} />
          </div>
        );
      }}
    </Await>
  );
}
