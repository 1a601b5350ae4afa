/** Words of the letter that stand on a page: a real link to the paper that shows the place without leaving the letter. */
import type { ReactNode } from 'react';
import type { Span } from '../../../shared/domain/page-text.ts';
import { hashOf } from '../../state/route.ts';
import { placeOf } from '../../viewer/place.ts';

interface SourceLinkProps {
  caseId: string;
  span: Span;
  look?: 'quote' | 'cite';
  onShow: (span: Span) => void;
  children: ReactNode;
}

export function SourceLink({ caseId, span, look, onShow, children }: SourceLinkProps) {
  return (
    <a
      className={`from-page ${look ?? ''}`}
      href={hashOf({ screen: 'papers', caseId, focus: placeOf(span) })}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onShow(span);
      }}
    >
      {children}
    </a>
  );
}
