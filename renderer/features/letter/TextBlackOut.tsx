/** A paper without printed pages, as text: words are chosen and taken out; a black place goes away when it is pressed. */
import { useEffect, useRef, useState } from 'react';
import type { ExhibitView } from '../../../shared/api/contract.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import { loadPage } from '../../client/pages.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { hiddenOn, withHidden } from './exhibit-choice.ts';

interface TextBlackOutProps {
  exhibit: ExhibitView;
  pageNumber: number;
  onChange: (exhibit: ExhibitView) => void;
  onClose: () => void;
}

export function TextBlackOut({ exhibit, pageNumber, onChange, onClose }: TextBlackOutProps) {
  const [page, setPage] = useState<PageText | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    void loadPage(exhibit.documentId, pageNumber - 1).then((loaded) => {
      if (!gone) setPage(loaded);
    });
    return () => {
      gone = true;
    };
  }, [exhibit.documentId, pageNumber]);
  const hidden = hiddenOn(exhibit, pageNumber);
  const coverChosen = () => {
    const chosen = sheet.current ? chosenRange(sheet.current) : null;
    if (page && chosen) onChange(withHidden(exhibit, page, [...hidden, chosen]));
    setTold(chosen ? null : t.letter.packet.chooseFirst);
  };
  return (
    <section className="exhibit-pages" aria-label={t.letter.packet.blackOut(pageNumber)}>
      <div className="cluster">
        <p className="grow small">{t.letter.packet.choose}</p>
        <Button small onPress={coverChosen}>
          {t.letter.packet.coverChosen}
        </Button>
        <Button weight="primary" small onPress={onClose}>
          {t.letter.packet.done}
        </Button>
      </div>
      <p role="status" className="small">
        {told}
      </p>
      <div ref={sheet} className="black-page text-page">
        {page
          ? piecesOf(page.text, hidden).map(({ start, end, place }) =>
              place === null ? (
                <span key={start} data-start={start}>
                  {page.text.slice(start, end)}
                </span>
              ) : (
                <button
                  key={start}
                  type="button"
                  className="black-words"
                  aria-label={`${t.letter.packet.taken}: ${t.letter.packet.place(place)}`}
                  title={t.letter.packet.place(place)}
                  onClick={() =>
                    onChange(
                      withHidden(
                        exhibit,
                        page,
                        hidden.filter((each) => each.start !== start),
                      ),
                    )
                  }
                >
                  {t.letter.packet.taken}
                </button>
              ),
            )
          : null}
      </div>
    </section>
  );
}

interface TextPiece {
  readonly start: number;
  readonly end: number;
  /** Counts the black places from 1; null for words that stay. */
  readonly place: number | null;
}

function piecesOf(text: string, hidden: readonly { start: number; end: number }[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const [index, { start, end }] of hidden.entries()) {
    if (start > at) pieces.push({ start: at, end: start, place: null });
    pieces.push({ start, end, place: index + 1 });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, end: text.length, place: null });
  return pieces;
}

/** Offsets into the page's text of what is selected inside the sheet; null where nothing is. */
function chosenRange(sheet: HTMLElement): { start: number; end: number } | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const offsetOf = (node: Node, inside: number) => {
    const piece = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>(
      '[data-start]',
    );
    return piece && sheet.contains(piece) ? Number(piece.dataset['start']) + inside : null;
  };
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start !== null && end !== null && end > start ? { start, end } : null;
}
