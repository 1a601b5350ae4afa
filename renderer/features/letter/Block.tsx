/** One paragraph of the letter: its words with their sources, its tools, its hints. */
import { ArrowDown, ArrowUp, Eye, EyeOff, Pencil, Plus } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Exhibit, LetterBlock, LetterHint, Run } from '../../../shared/domain/letter.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Hint } from './Hint.tsx';
import { isOwn } from './model.ts';
import { readRuns, runText, sameRuns, writeRuns } from './runs.ts';
import { SourceLink } from './SourceLink.tsx';

interface BlockProps {
  caseId: string;
  block: LetterBlock;
  /** What each finding is about, by its id. */
  about: ReadonlyMap<string, string>;
  number: number | null;
  isFirst: boolean;
  isLast: boolean;
  exhibits: readonly Exhibit[];
  hints: readonly LetterHint[];
  onShow: (span: Span) => void;
  onEdit: (runs: Run[]) => void;
  onMove: (by: -1 | 1) => void;
  onInclude: (included: boolean) => void;
  onAdd: () => void;
}

export function Block(props: BlockProps) {
  const { caseId, block, number, exhibits, hints, onShow, onEdit } = props;
  const [editing, setEditing] = useState(isOwn(block) && block.runs.length === 0);
  const what = block.runs
    .map((run) => runText(run, exhibits))
    .join('')
    .slice(0, 40);
  return (
    <div className="sheet-row" data-included={block.included}>
      <div className="sheet-tools">
        <IconButton
          small
          label={t.letter.up(what)}
          isDisabled={props.isFirst}
          onPress={() => props.onMove(-1)}
        >
          <ArrowUp size={16} />
        </IconButton>
        <IconButton
          small
          label={t.letter.down(what)}
          isDisabled={props.isLast}
          onPress={() => props.onMove(1)}
        >
          <ArrowDown size={16} />
        </IconButton>
        <IconButton small label={t.letter.edit(what)} selected={editing} onPress={() => setEditing(!editing)}>
          <Pencil size={16} />
        </IconButton>
        <IconButton
          small
          label={block.included ? t.letter.leaveOut(what) : t.letter.bringBack(what)}
          onPress={() => props.onInclude(!block.included)}
        >
          {block.included ? <EyeOff size={16} /> : <Eye size={16} />}
        </IconButton>
        <IconButton small label={t.letter.addAfter(what)} onPress={props.onAdd}>
          <Plus size={16} />
        </IconButton>
      </div>
      <div className={`sheet-paper letter-${block.type}`} data-level={block.level ?? null}>
        {number === null ? null : <span className="letter-number">{number}.</span>}
        {editing ? (
          <Editor
            runs={block.runs}
            exhibits={exhibits}
            onDone={(runs) => {
              setEditing(false);
              if (!sameRuns(runs, block.runs) || runs.length === 0) onEdit(runs);
            }}
          />
        ) : (
          // A double click is a short cut for the pencil beside it.
          // eslint-disable-next-line jsx-a11y/no-static-element-interactions
          <div className="letter-text" onDoubleClick={() => setEditing(true)}>
            {block.runs.map((run, index) => (
              // Runs have no ids; their order is the text.
              // eslint-disable-next-line react/no-array-index-key
              <RunView key={index} caseId={caseId} run={run} exhibits={exhibits} onShow={onShow} />
            ))}
          </div>
        )}
      </div>
      <div className="sheet-margin">
        {block.included ? null : <span className="chip">{t.letter.leftOut}</span>}
        {hints.map((hint) => (
          <Hint
            key={hint.id}
            hint={hint}
            onUse={(text) =>
              onEdit([{ type: 'text', text }, ...block.runs.filter((run) => run.type !== 'text')])
            }
          />
        ))}
        <div className="row sources">
          {block.findingIds.map((id) => (
            <a key={id} className="chip" href={hashOf({ screen: 'desk', caseId, focus: id })}>
              {t.letter.fromFinding(props.about.get(id) ?? '')}
            </a>
          ))}
          {block.authorities.map((authority) => (
            <span key={authority} className="chip law">
              {authority}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

interface RunViewProps {
  caseId: string;
  run: Run;
  exhibits: readonly Exhibit[];
  onShow: (span: Span) => void;
}

function RunView({ caseId, run, exhibits, onShow }: RunViewProps) {
  switch (run.type) {
    case 'text':
      return run.bold ? <b>{run.text}</b> : run.italic ? <i>{run.text}</i> : run.text;
    case 'quote':
      return (
        <SourceLink caseId={caseId} span={run.span} look="quote" onShow={onShow}>
          {runText(run, exhibits)}
        </SourceLink>
      );
    case 'cite': {
      const page = { documentId: run.documentId, pageIndex: run.pageNumber - 1, start: 0, end: 0, quote: '' };
      return (
        <>
          {' '}
          <SourceLink caseId={caseId} span={page} look="cite" onShow={onShow}>
            {runText(run, exhibits)}
          </SourceLink>
        </>
      );
    }
    case 'placeholder':
      return <mark className="blank">[{run.label}]</mark>;
  }
}

/** Words can be typed; quotes, citations and blanks are atoms. Escape or leaving the field keeps the change. */
function Editor({
  runs,
  exhibits,
  onDone,
}: {
  runs: readonly Run[];
  exhibits: readonly Exhibit[];
  onDone: (runs: Run[]) => void;
}) {
  const field = useRef<HTMLDivElement>(null);
  const first = useRef({ runs, exhibits });
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    writeRuns(element, first.current.runs, first.current.exhibits);
    element.focus();
    globalThis.getSelection()?.selectAllChildren(element);
    globalThis.getSelection()?.collapseToEnd();
  }, []);
  const done = () => {
    if (field.current) onDone(readRuns(field.current, first.current.runs));
  };
  return (
    <div
      ref={field}
      className="letter-text editor"
      role="textbox"
      aria-multiline="true"
      aria-label={t.letter.editor}
      contentEditable
      suppressContentEditableWarning
      tabIndex={0}
      onBlur={done}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
          event.preventDefault();
          field.current?.blur();
        }
      }}
      onPaste={(event: ClipboardEvent) => {
        event.preventDefault();
        document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
      }}
    />
  );
}
