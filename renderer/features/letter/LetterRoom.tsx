/** The letter room: which letter, the letter as it prints, and what to look at before it is sent. */
import { useState } from 'react';
import type { LetterSummary } from '../../../shared/api/contract.ts';
import { type LetterKind, letterKinds } from '../../../shared/domain/letter.ts';
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { LetterDesk } from './LetterDesk.tsx';
import './letter.css';

export function LetterRoom({ caseId, focus }: { caseId: string; focus: string | null }) {
  const letters = useQuery(keys.letters(caseId), () => client.letters.list({ caseId }));
  const asked = letterKinds.find((each) => each === focus) ?? null;
  return (
    <Await answer={letters}>
      {(list) => {
        const open = list.filter((each) => each.available);
        const closed = list.filter((each) => !each.available);
        const kind: LetterKind | null = asked ?? open[0]?.kind ?? null;
        if (kind === null)
          return (
            <Empty
              title={t.letter.noneTitle}
              action={
                <a className="button primary" href={hashOf({ screen: 'papers', caseId, focus: null })}>
                  {t.desk.addPapers}
                </a>
              }
            >
              {t.letter.noneLead}
            </Empty>
          );
        return (
          <div className="room">
            <nav className="kinds" aria-label={t.letter.kindsLabel}>
              <h1>{t.letter.title}</h1>
              <ul>
                {open.map((each) => (
                  <li key={each.kind}>
                    <a
                      href={hashOf({ screen: 'letter', caseId, focus: each.kind })}
                      className="kind"
                      aria-current={each.kind === kind ? 'page' : undefined}
                    >
                      <span>{t.letterKinds[each.kind]}</span>
                      {each.hasEdits ? <span className="chip">{t.letter.edited}</span> : null}
                      <span className="small soft">{each.because}</span>
                    </a>
                  </li>
                ))}
              </ul>
              {closed.length > 0 ? <Closed list={closed} /> : null}
            </nav>
            <LetterDesk key={kind} caseId={caseId} kind={kind} />
          </div>
        );
      }}
    </Await>
  );
}

function Closed({ list }: { list: readonly LetterSummary[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className="kinds-more small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.letter.notNow(list.length)}
      </button>
      {open ? (
        <ul>
          {list.map((each) => (
            <li key={each.kind} className="kind closed">
              <span>{t.letterKinds[each.kind]}</span>
              <span className="small soft">{each.because}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
