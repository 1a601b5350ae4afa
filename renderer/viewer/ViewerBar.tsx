/** The bar over the pages: which document and page, zoom, thumbnails, find. */
import {
  ChevronDown,
  ChevronUp,
  MoveHorizontal,
  PanelLeft,
  Search,
  SpellCheck,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { memo } from 'react';
import { t } from '../text/index.ts';
import { IconButton } from '../ui/Button.tsx';

interface ViewerBarProps {
  title: string;
  pageIndex: number;
  pageCount: number;
  /** 1 is natural size. */
  zoom: number;
  fits: boolean;
  flowing: boolean;
  thumbnails: boolean;
  finding: boolean;
  /** Null where no page was scanned. */
  fixing: boolean | null;
  does: ViewerActions;
  onClose?: (() => void) | undefined;
}

export interface ViewerActions {
  page: (pageIndex: number) => void;
  zoom: (direction: 1 | -1) => void;
  fit: () => void;
  thumbnails: () => void;
  find: () => void;
  fix: () => void;
}

/** Drawn anew only when something on it changes: its buttons cost more than all else that a click on a finding moves. */
export const ViewerBar = memo(function ViewerBar(props: ViewerBarProps) {
  const { title, pageIndex, pageCount, flowing, does } = props;
  return (
    <div className="viewer-bar" role="toolbar" aria-label={t.viewer.tools(title)}>
      <span className="viewer-title" title={title}>
        {title}
      </span>
      <span className="viewer-tools">
        {pageCount > 1 ? (
          <>
            <IconButton
              small
              label={t.viewer.previousPage}
              isDisabled={pageIndex === 0}
              onPress={() => does.page(pageIndex - 1)}
            >
              <ChevronUp size={17} />
            </IconButton>
            <span className="viewer-count small">{t.viewer.count(pageIndex + 1, pageCount)}</span>
            <IconButton
              small
              label={t.viewer.nextPage}
              isDisabled={pageIndex >= pageCount - 1}
              onPress={() => does.page(pageIndex + 1)}
            >
              <ChevronDown size={17} />
            </IconButton>
          </>
        ) : null}
        {flowing ? null : (
          <span className="viewer-zoom">
            <IconButton small label={t.viewer.zoomOut} onPress={() => does.zoom(-1)}>
              <ZoomOut size={17} />
            </IconButton>
            <IconButton
              small
              label={t.viewer.zoomIn(Math.round(props.zoom * 100))}
              onPress={() => does.zoom(1)}
            >
              <ZoomIn size={17} />
            </IconButton>
            <IconButton small label={t.viewer.fit} selected={props.fits} onPress={does.fit}>
              <MoveHorizontal size={17} />
            </IconButton>
            {pageCount > 1 ? (
              <IconButton
                small
                label={t.viewer.thumbnails}
                selected={props.thumbnails}
                onPress={does.thumbnails}
              >
                <PanelLeft size={17} />
              </IconButton>
            ) : null}
          </span>
        )}
        <IconButton small label={t.viewer.find} selected={props.finding} onPress={does.find}>
          <Search size={17} />
        </IconButton>
        {props.fixing === null ? null : (
          <IconButton small label={t.viewer.fix} selected={props.fixing} onPress={does.fix}>
            <SpellCheck size={17} />
          </IconButton>
        )}
        {props.onClose ? (
          <IconButton small label={t.viewer.close} onPress={props.onClose}>
            <X size={17} />
          </IconButton>
        ) : null}
      </span>
    </div>
  );
});
