/** All pages of one document in a scroller that draws only what is seen; zoom, thumbnails, find, and going to words. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Span } from '../../shared/domain/page-text.ts';
import { client } from '../client/client.ts';
import { knownPage, loadPage, useKnownPage } from '../client/pages.ts';
import { keys, useQuery } from '../client/query.ts';
import { t } from '../text/index.ts';
import { Await } from '../ui/states.tsx';
import { boxesOfSpan, textColumn } from './boxes.ts';
import { FindBar } from './FindBar.tsx';
import { FixBar } from './FixBar.tsx';
import type { GoTo, Highlight } from './highlight.ts';
import { PageView } from './PageView.tsx';
import { Thumbnails } from './Thumbnails.tsx';
import { type ViewerActions, ViewerBar } from './ViewerBar.tsx';
import './viewer.css';

export interface DocumentViewerProps {
  documentId: string;
  title: string;
  highlights: readonly Highlight[];
  /** In narrow panes the printed words fill the width and the page's margins are cut off. */
  fitWords?: boolean;
  /** A new object scrolls there. */
  goTo: GoTo | null;
  /** Shown between the bar and the pages. */
  header?: ReactNode;
  onClose?: () => void;
  onPick?: ((span: Span) => void) | null;
  /** Called after scrolling and layout, to redraw marks that join panes. */
  onMove?: () => void;
}

export type PageSize = { width: number; height: number; read: boolean; scanned: boolean };

export function DocumentViewer(props: DocumentViewerProps) {
  const { documentId } = props;
  const layout = useQuery(keys.layout(documentId), () => client.documents.layout({ documentId }));
  return (
    <Await answer={layout}>
      {(pages) =>
        pages.length === 0 ? (
          <p className="viewer-nothing soft">{t.viewer.notRead}</p>
        ) : (
          <Pages {...props} pages={pages} />
        )
      }
    </Await>
  );
}

const gutter = 12;
/** CSS pixels per point at 100 %: a point is 1/72 inch, a CSS pixel 1/96. */
const natural = 96 / 72;
const zoomSteps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

function Pages({
  documentId,
  title,
  highlights,
  goTo,
  fitWords = false,
  header,
  onClose,
  onPick = null,
  onMove,
  pages,
}: DocumentViewerProps & { pages: readonly PageSize[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  /** Null fits the width. */
  const [zoom, setZoom] = useState<number | null>(null);
  const [thumbnails, setThumbnails] = useState(false);
  /** One bar at a time: finding words, or correcting misread ones. */
  const [bar, setBar] = useState<'find' | 'fix' | null>(null);
  const [found, setFound] = useState<Span | null>(null);
  const [clicked, setClicked] = useState<Span | null>(null);
  const [current, setCurrent] = useState(goTo?.pageIndex ?? 0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setRoom(element.clientWidth);
      onMove?.();
    });
    observer.observe(element);
    setRoom(element.clientWidth);
    return () => observer.disconnect();
  }, [onMove]);

  const widest = useMemo(() => pages.reduce((most, page) => Math.max(most, page.width), 0), [pages]);
  const fitScale = widest === 0 ? 1 : Math.max(0.1, (room - 2 * gutter) / widest);
  // The words' width of the page last gone to; it stays while nothing points anywhere.
  const [columnPage, setColumnPage] = useState(goTo?.pageIndex ?? 0);
  if (goTo && goTo.pageIndex !== columnPage) setColumnPage(goTo.pageIndex);
  const firstText = useKnownPage(documentId, columnPage);
  const column = useMemo<[number, number]>(
    () => (fitWords && firstText ? textColumn(firstText) : [0, 1]),
    [fitWords, firstText],
  );
  // The words may take the width, but a page of few words is not blown up beyond 1.6 times.
  const wordScale = Math.min(
    fitScale * 1.6,
    Math.max(fitScale, (room - 2 * gutter) / (widest * (column[1] - column[0]))),
  );
  const scale = zoom === null ? (fitWords && widest > 0 ? wordScale : fitScale) : zoom * natural;
  const virtual = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const page = pages[index];
      return page && page.height > 0 ? page.height * scale + gutter : 600;
    },
    overscan: 1,
    paddingStart: gutter,
  });
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, scale]);

  const goToWords = (target: GoTo) => {
    const element = scroller.current;
    const page = pages[target.pageIndex];
    if (!element || !page) return;
    setCurrent(target.pageIndex);
    const start = virtual.getOffsetForIndex(target.pageIndex, 'start')?.[0] ?? 0;
    const text = knownPage(documentId, target.pageIndex);
    const box = text ? boxesOfSpan(text, target)[0] : undefined;
    const pageTop = virtual.measurementsCache[target.pageIndex]?.start ?? start;
    if (!box || page.height === 0) {
      element.scrollTop = pageTop;
      return;
    }
    const height = page.height * scale;
    element.scrollTop = pageTop + box[1] * height - element.clientHeight * 0.3;
    const left = gutter + box[0] * page.width * scale;
    const right = gutter + box[2] * page.width * scale;
    if (fitWords && zoom === null) element.scrollLeft = column[0] * page.width * scale;
    if (right - element.scrollLeft > element.clientWidth || left < element.scrollLeft)
      element.scrollLeft = Math.max(0, left - 40);
  };

  // Go to the words at once if the page's text is known, else to the page and then to the words.
  const wanted = found ?? goTo;
  const isReady = room > 0;
  useLayoutEffect(() => {
    if (!isReady) return;
    if (!wanted) {
      if (fitWords && scroller.current) scroller.current.scrollLeft = column[0] * widest * scale;
      return;
    }
    goToWords(wanted);
    let live = true;
    if (!knownPage(documentId, wanted.pageIndex))
      void loadPage(documentId, wanted.pageIndex).then(() => {
        if (live) goToWords(wanted);
      });
    const frame = requestAnimationFrame(() => {
      // Flowing text has no boxes: its mark is in the document once drawn.
      const mark = scroller.current?.querySelector('.flowing mark:not([data-faint="true"])');
      mark?.scrollIntoView({ block: 'center' });
      onMove?.();
    });
    return () => {
      live = false;
      cancelAnimationFrame(frame);
    };
    // Zooming must not pull the person back to the words; a new target must.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, documentId, isReady, column]);

  // A pane that grew or shrank keeps its words in view; zooming by hand leaves the person where they are.
  const fitted = zoom === null ? room : 0;
  const scrolled = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (fitted === 0 || !element) return;
    if (wanted) goToWords(wanted);
    else {
      element.scrollTop = scrolled.current * virtual.getTotalSize();
      if (fitWords) element.scrollLeft = column[0] * widest * scale;
    }
    // Only the room counts: other changes have their own effects.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fitted]);

  useEffect(() => {
    onMove?.();
  }, [scale, highlights, onMove]);

  const zoomBy = (direction: 1 | -1) => {
    const now = scale / natural;
    const next =
      direction > 0
        ? zoomSteps.find((step) => step > now + 0.01)
        : zoomSteps.findLast((step) => step < now - 0.01);
    if (next !== undefined) setZoom(next);
  };
  const showBar = (next: 'find' | 'fix' | null) => {
    setBar(next);
    setFound(null);
    setClicked(null);
  };
  const goToPage = (pageIndex: number) => {
    const clamped = Math.min(pages.length - 1, Math.max(0, pageIndex));
    setCurrent(clamped);
    virtual.scrollToIndex(clamped, { align: 'start' });
  };
  // The bar is given the same functions each time.
  const actions = {
    page: goToPage,
    zoom: zoomBy,
    fit: () => setZoom(null),
    thumbnails: () => setThumbnails(!thumbnails),
    find: () => showBar(bar === 'find' ? null : 'find'),
    fix: () => showBar(bar === 'fix' ? null : 'fix'),
  };
  const latest = useRef<ViewerActions>(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const does = useMemo<ViewerActions>(
    () => ({
      page: (pageIndex) => latest.current.page(pageIndex),
      zoom: (direction) => latest.current.zoom(direction),
      fit: () => latest.current.fit(),
      thumbnails: () => latest.current.thumbnails(),
      find: () => latest.current.find(),
      fix: () => latest.current.fix(),
    }),
    [],
  );
  const shown = useMemo<readonly Highlight[]>(
    () => (found ? [...highlights, { id: 'found', hue: 2, spans: [found] }] : highlights),
    [found, highlights],
  );
  return (
    <div className="viewer">
      <ViewerBar
        title={title}
        pageIndex={current}
        pageCount={pages.length}
        zoom={scale / natural}
        fits={zoom === null}
        flowing={widest === 0}
        thumbnails={thumbnails}
        finding={bar === 'find'}
        fixing={pages.some((page) => page.scanned) ? bar === 'fix' : null}
        does={does}
        onClose={onClose}
      />
      {bar === 'find' ? (
        <FindBar documentId={documentId} onFound={setFound} onTake={onPick} onClose={() => showBar(null)} />
      ) : null}
      {bar === 'fix' ? (
        <FixBar documentId={documentId} clicked={clicked} onShow={setFound} onClose={() => showBar(null)} />
      ) : null}
      {header}
      <div className="viewer-body">
        {thumbnails && widest > 0 ? (
          <Thumbnails documentId={documentId} pages={pages} current={current} onPage={goToPage} />
        ) : null}
        <div
          ref={scroller}
          className="viewer-scroll"
          // A scroller must take the focus so that the arrow keys reach it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={t.viewer.pagesOf(title)}
          onScroll={() => {
            const element = scroller.current;
            if (element) {
              scrolled.current = element.scrollTop / Math.max(1, virtual.getTotalSize());
              const middle = element.scrollTop + element.clientHeight * 0.4;
              const at = virtual.getVirtualItemForOffset(middle)?.index;
              if (at !== undefined && at !== current) setCurrent(at);
            }
            onMove?.();
          }}
        >
          <div
            className="viewer-pages"
            style={{ height: virtual.getTotalSize(), minWidth: widest * scale + 2 * gutter }}
          >
            {virtual.getVirtualItems().map((item) => {
              const page = pages[item.index];
              if (!page) return null;
              const flowing = page.width === 0;
              return (
                <div
                  key={item.key}
                  ref={flowing ? virtual.measureElement : undefined}
                  data-index={item.index}
                  className="page-place"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <PageView
                    documentId={documentId}
                    title={title}
                    pageIndex={item.index}
                    width={flowing ? 0 : page.width * scale}
                    height={page.height * scale}
                    highlights={shown}
                    onPick={bar === 'fix' ? setClicked : onPick}
                  />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
