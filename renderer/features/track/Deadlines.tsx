/** All clocks of the case, the nearest first; what is done is folded away. */
import { CalendarPlus } from 'lucide-react';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { keys, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Await } from '../../ui/states.tsx';
import { sayError } from '../../ui/toasts.tsx';
import { DeadlineCard } from './DeadlineCard.tsx';

export function Deadlines({ caseId }: { caseId: string }) {
  const deadlines = useQuery(keys.deadlines(caseId), () => client.track.deadlines({ caseId }));
  const sheet = useQuery(keys.sheet(caseId), () => client.cases.sheet({ caseId }));
  const questions = sheet.data?.questions.length ?? 0;
  const save = () => {
    client.track
      .calendar({ caseId })
      .then((file) => startDownload(file))
      .catch(sayError);
  };
  return (
    <section className="stack" aria-labelledby="deadlines-title">
      <div className="row spread">
        <h1 id="deadlines-title">{t.track.deadlines}</h1>
        <Button small onPress={save}>
          <CalendarPlus size={16} aria-hidden />
          {t.track.calendar}
        </Button>
      </div>
      {questions > 0 ? (
        <p className="small">
          <a href={hashOf({ screen: 'facts', caseId, focus: null })}>{t.track.questionsLeft(questions)}</a>
        </p>
      ) : null}
      <Await answer={deadlines}>
        {(list) => {
          const open = list.filter((each) => each.state !== 'done');
          const done = list.filter((each) => each.state === 'done');
          return (
            <>
              {open.length === 0 ? (
                <p className="soft">{done.length === 0 ? t.track.noDeadlines : t.track.nothingOpen}</p>
              ) : (
                <ul className="stack">
                  {open.map((deadline) => (
                    <DeadlineCard key={deadline.id} caseId={caseId} deadline={deadline} />
                  ))}
                </ul>
              )}
              {done.length === 0 ? null : (
                <details>
                  <summary className="small">{t.track.doneClocks(done.length)}</summary>
                  <ul className="stack done-clocks">
                    {done.map((deadline) => (
                      <DeadlineCard key={deadline.id} caseId={caseId} deadline={deadline} />
                    ))}
                  </ul>
                </details>
              )}
            </>
          );
        }}
      </Await>
    </section>
  );
}
