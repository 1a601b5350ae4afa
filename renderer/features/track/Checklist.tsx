/** The seven audit steps. What the vault can tell is ticked by itself; the rest by hand. */
import { Check, Minus } from 'lucide-react';
import { type LetterKind, letterKinds } from '../../../shared/domain/letter.ts';
import type { ChecklistStep } from '../../../shared/domain/track.ts';
import { client } from '../../client/client.ts';
import { keys, setAnswer, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { shortDate, withDates } from '../../ui/dates.ts';
import { Await } from '../../ui/states.tsx';
import { sayError } from '../../ui/toasts.tsx';

export function Checklist({ caseId }: { caseId: string }) {
  const steps = useQuery(keys.checklist(caseId), () => client.track.checklist({ caseId }));
  const mark = (step: ChecklistStep) => {
    client.track
      .markStep({ caseId, stepId: step.id, done: step.state !== 'done' })
      .then((next) => setAnswer<ChecklistStep[]>(keys.checklist(caseId), () => next))
      .catch(sayError);
  };
  return (
    <section className="stack" aria-labelledby="checklist-title">
      <h2 id="checklist-title">{t.track.checklist}</h2>
      <Await answer={steps}>
        {(list) => (
          <ul className="checklist">
            {list.map((step) => {
              const letter: LetterKind | undefined = letterKinds.find((each) => each === step.letterKind);
              return (
                <li key={step.id} className="check-step" data-state={step.state}>
                  <button
                    type="button"
                    role="checkbox"
                    aria-checked={step.state === 'done'}
                    aria-label={step.title}
                    disabled={step.state === 'not-applicable'}
                    className="check-mark"
                    onClick={() => mark(step)}
                  >
                    {step.state === 'done' ? (
                      <Check size={16} />
                    ) : step.state === 'not-applicable' ? (
                      <Minus size={16} />
                    ) : null}
                  </button>
                  <div className="grow">
                    <p className="check-title">
                      {step.title}
                      {step.state === 'overdue' ? (
                        <span className="chip danger">{t.track.overdue}</span>
                      ) : null}
                      {step.dueDay === null || step.state === 'done' ? null : (
                        <span className="chip">{t.track.by(shortDate(step.dueDay))}</span>
                      )}
                    </p>
                    <p className="small soft">{withDates(step.because)}</p>
                  </div>
                  {letter && step.state !== 'done' && step.state !== 'not-applicable' ? (
                    <a className="small" href={hashOf({ screen: 'letter', caseId, focus: letter })}>
                      {t.track.write}
                    </a>
                  ) : null}
                </li>
              );
            })}
          </ul>
        )}
      </Await>
    </section>
  );
}
