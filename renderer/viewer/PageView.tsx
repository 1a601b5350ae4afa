/** One page as a picture with its lit words, or as plain text where the document has no pages of its own. */
import { memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { bytePaths } from '../../shared/api/contract.ts';
import type { PageText, Span } from '../../shared/domain/page-text.ts';
import { hostUrl } from '../client/address.ts';
import { loadPage, useKnownPage } from '../client/pages.ts';
import { t } from '../text/index.ts';
import { boxesOfSpan, cutText, spanOfWords, wordAt } from './boxes.ts';
import type { Highlight } from './highlight.ts';

interface PageViewProps {
  documentId: string;
  title: string;
  pageIndex: number;
  /** CSS pixels; 0 for flowing text, which takes the room it needs. */
  width: number;
  height: number;
  highlights: readonly Highlight[];
  /** Given while the person selects words for a finding of their own. */
  onPick: ((span: Span) => void) | null;
}

/** Pictures are asked for in steps, so that small changes of zoom take the picture that is there. */
function pictureWidth(width: number): number {
  const pixels = width * Math.min(globalThis.devicePixelRatio, 3);
  return Math.min(4000, Math.max(200, Math.ceil(pixels / 200) * 200));
}

export const PageView = memo(function PageView(props: PageViewProps) {
  const { documentId, pageIndex, title, width, height } = props;
  const page = useKnownPage(documentId, pageIndex);
  useEffect(() => {
    void loadPage(documentId, pageIndex);
  }, [documentId, pageIndex, page]);
  const name = t.viewer.pageOf(pageIndex + 1, title);
  if (width === 0) return <FlowingPage {...props} page={page} name={name} />;
  return (
    <figure className="page on-paper" style={{ width, height }} aria-label={name} data-page={pageIndex}>
      <Picture documentId={documentId} pageIndex={pageIndex} width={width} />
      {page ? <Lit page={page} highlights={props.highlights} /> : null}
      {page && props.onPick ? <WordPicker page={page} onPick={props.onPick} /> : null}
      {page ? <p className="hidden-visually">{page.text}</p> : null}
    </figure>
  );
});

function Picture({ documentId, pageIndex, width }: { documentId: string; pageIndex: number; width: number }) {
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(false);
  const address = hostUrl(bytePaths.page(documentId, pageIndex, pictureWidth(width)));
  useEffect(() => setFailed(false), [address]);
  if (failed) return <p className="page-failed">{t.viewer.noPicture}</p>;
  return (
    <img
      className="page-picture"
      src={address}
      alt=""
      decoding="async"
      draggable={false}
      data-drawn={drawn}
      onLoad={() => setDrawn(true)}
      onError={() => setFailed(true)}
    />
  );
}

function Lit({ page, highlights }: { page: PageText; highlights: readonly Highlight[] }) {
  const marks = useMemo(
    () =>
      highlights.flatMap((highlight) =>
        highlight.spans
          .filter((span) => span.pageIndex === page.pageIndex && span.documentId === page.documentId)
          .flatMap((span) =>
            boxesOfSpan(page, span).map((box) => ({
              box,
              highlight,
              key: `${highlight.id}-${span.start}-${box[1]}-${box[0]}`,
            })),
          ),
      ),
    [page, highlights],
  );
  return (
    <div className="page-marks" aria-hidden>
      {marks.map(({ box, highlight, key }) => (
        <div
          key={key}
          className="lit"
          data-hue={highlight.hue}
          data-faint={highlight.faint ?? false}
          data-highlight={highlight.id}
          style={{
            left: `${box[0] * 100 - 0.3}%`,
            top: `${box[1] * 100 - 0.15}%`,
            width: `${(box[2] - box[0]) * 100 + 0.6}%`,
            height: `${(box[3] - box[1]) * 100 + 0.3}%`,
          }}
        />
      ))}
    </div>
  );
}

/** Drag from the first word to the last. By keyboard the same is done with the find box of the viewer. */
function WordPicker({ page, onPick }: { page: PageText; onPick: (span: Span) => void }) {
  const [range, setRange] = useState<{ from: number; to: number } | null>(null);
  const dragging = useRef(false);
  const wordUnder = (event: PointerEvent) => {
    const rect = event.currentTarget.getBoundingClientRect();
    return wordAt(
      page.words,
      (event.clientX - rect.left) / rect.width,
      (event.clientY - rect.top) / rect.height,
    );
  };
  const span = range ? spanOfWords(page, range.from, range.to) : null;
  return (
    <div
      className="word-picker"
      onPointerDown={(event) => {
        const word = wordUnder(event);
        if (word < 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
        setRange({ from: word, to: word });
      }}
      onPointerMove={(event) => {
        if (!dragging.current) return;
        const word = wordUnder(event);
        setRange((old) => (old && word >= 0 && old.to !== word ? { ...old, to: word } : old));
      }}
      onPointerUp={() => {
        dragging.current = false;
        if (span) onPick(span);
      }}
    >
      {span
        ? boxesOfSpan(page, span).map((box) => (
            <div
              key={`${box[0]}-${box[1]}`}
              className="picked"
              style={{
                left: `${box[0] * 100}%`,
                top: `${box[1] * 100}%`,
                width: `${(box[2] - box[0]) * 100}%`,
                height: `${(box[3] - box[1]) * 100}%`,
              }}
            />
          ))
        : null}
    </div>
  );
}

function FlowingPage({
  page,
  name,
  highlights,
  pageIndex,
  onPick,
}: PageViewProps & { page: PageText | null; name: string }) {
  const container = useRef<HTMLDivElement>(null);
  const here = highlights.flatMap((highlight) =>
    highlight.spans
      .filter((span) => span.pageIndex === pageIndex && span.documentId === page?.documentId)
      .map((span) => ({ highlight, span })),
  );
  const pick = () => {
    const selection = globalThis.getSelection();
    if (!onPick || !page || !selection || selection.isCollapsed || !container.current) return;
    const range = selection.getRangeAt(0);
    if (!container.current.contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(container.current);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const end = start + range.toString().length;
    const quote = page.text.slice(start, end);
    if (quote.trim() !== '') onPick({ documentId: page.documentId, pageIndex, start, end, quote });
  };
  return (
    <figure className="page flowing on-paper" aria-label={name} data-page={pageIndex}>
      <div ref={container} className="flowing-text" onPointerUp={pick}>
        {page
          ? cutText(
              page.text,
              here.map(({ span }) => span),
            ).map((piece) => {
              const marked = here[piece.mark];
              return marked ? (
                <mark
                  key={piece.start}
                  className="lit-text"
                  data-hue={marked.highlight.hue}
                  data-faint={marked.highlight.faint ?? false}
                  data-highlight={marked.highlight.id}
                >
                  {piece.text}
                </mark>
              ) : (
                <span key={piece.start}>{piece.text}</span>
              );
            })
          : t.common.loading}
      </div>
    </figure>
  );
}
