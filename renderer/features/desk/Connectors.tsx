/** Lines from the quoted words in one pane to those in the next, redrawn as the panes scroll. */
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react';

export interface ConnectorsHandle {
  redraw: () => void;
}

interface Point {
  left: number;
  right: number;
  y: number;
  /** False while the words are scrolled out of their pane. */
  visible: boolean;
}

export function Connectors({
  ref,
  hue,
  findingId,
}: {
  ref: Ref<ConnectorsHandle>;
  hue: number;
  findingId: string;
}) {
  const svg = useRef<SVGSVGElement>(null);
  const frame = useRef(0);
  const redraw = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      if (svg.current) draw(svg.current);
    });
  }, []);
  useImperativeHandle(ref, () => ({ redraw }), [redraw]);
  useEffect(() => {
    redraw();
    // Pages whose words arrive a moment later move the marks once more.
    const timer = setTimeout(redraw, 250);
    return () => clearTimeout(timer);
  }, [redraw, hue, findingId]);
  return <svg ref={svg} className="connectors" data-hue={hue} aria-hidden />;
}

function draw(svg: SVGSVGElement): void {
  const row = svg.parentElement;
  if (!row) return;
  const frame = row.getBoundingClientRect();
  const points = [...row.querySelectorAll('.pane')].flatMap((pane) => {
    const point = pointOf(pane, frame);
    return point ? [point] : [];
  });
  const paths: string[] = [];
  const faint: boolean[] = [];
  for (const [index, from] of points.entries()) {
    const to = points[index + 1];
    if (!to) break;
    const bend = Math.max(24, (to.left - from.right) / 2);
    paths.push(
      `M${from.right} ${from.y} C${from.right + bend} ${from.y} ${to.left - bend} ${to.y} ${to.left} ${to.y}`,
    );
    faint.push(!from.visible || !to.visible);
  }
  svg.replaceChildren(
    ...paths.map((d, index) => {
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      path.setAttribute('d', d);
      path.setAttribute('class', faint[index] ? 'connector faint' : 'connector');
      return path;
    }),
  );
}

/** The first lit line of the pane's quote, kept inside the pane's scroller; null where nothing is lit or shown. */
function pointOf(pane: Element, frame: DOMRect): Point | null {
  const lit = pane.querySelector('[data-highlight="current"]');
  const scroller = pane.querySelector('.viewer-scroll');
  if (!lit || !scroller) return null;
  const box = lit.getBoundingClientRect();
  const room = scroller.getBoundingClientRect();
  if (room.width === 0) return null;
  const y = box.top + box.height / 2;
  const kept = Math.min(Math.max(y, room.top + 4), room.bottom - 4);
  return {
    left: Math.max(box.left, room.left) - frame.left,
    right: Math.min(box.right, room.right) - frame.left,
    y: kept - frame.top,
    visible: y === kept,
  };
}
