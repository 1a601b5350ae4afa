/** Small pictures of the pages, drawn only where seen, to jump in a long record. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { bytePaths } from '../../shared/api/contract.ts';
import { hostUrl } from '../client/address.ts';
import { t } from '../text/index.ts';
import type { PageSize } from './DocumentViewer.tsx';

interface ThumbnailsProps {
  documentId: string;
  pages: readonly PageSize[];
  current: number;
  onPage: (pageIndex: number) => void;
}

const width = 92;

export function Thumbnails({ documentId, pages, current, onPage }: ThumbnailsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const page = pages[index];
      return (page && page.width > 0 ? (page.height / page.width) * width : width * 1.3) + 34;
    },
    overscan: 2,
  });
  useEffect(() => {
    virtual.scrollToIndex(current, { align: 'auto' });
  }, [current, virtual]);
  return (
    <nav ref={scroller} className="thumbnails" aria-label={t.viewer.thumbnails}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <button
            key={item.key}
            type="button"
            className="thumbnail"
            aria-current={item.index === current ? 'page' : undefined}
            style={{ transform: `translateY(${item.start}px)`, height: item.size - 6 }}
            onClick={() => onPage(item.index)}
          >
            <img
              src={hostUrl(bytePaths.page(documentId, item.index, 200))}
              alt=""
              loading="lazy"
              decoding="async"
            />
            <span>{t.viewer.page(item.index + 1)}</span>
          </button>
        ))}
      </div>
    </nav>
  );
}
