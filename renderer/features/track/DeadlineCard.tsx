/** One clock: until when, for whom, what to do about it, and why it is this date. */
import type { CaseDeadline } from '../../../shared/domain/track.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Countdown, toneOf } from '../../ui/Countdown.tsx';
import { longDate, shortDate, withDates } from '../../ui/dates.ts';

export function DeadlineCard({ caseId, deadline }: { caseId: string; deadline: CaseDeadline }) {
  const day = deadline.keepDay ?? deadline.safeDay ?? deadline.lastDay;
  const isOver = deadline.state === 'overdue';
  // What must not be missed stands open; the rest is a click away.
  const [urgent, others] =
    isOver && deadline.whose === 'patient'
      ? [deadline.warnings.slice(0, 1), deadline.warnings.slice(1)]
      : day === null
        ? [deadline.warnings, []]
        : [[], deadline.warnings];
  const letter = deadline.letterKind ?? null;
  return (
    <li className={`card deadline ${toneOf(deadline)}`}>
      <div className="row spread">
        <h2>{deadline.title}</h2>
        <Countdown deadline={deadline} small />
      </div>
      {day === null ? null : <p className="deadline-day">{t.track.by(longDate(day))}</p>}
      <Dates deadline={deadline} day={day} />
      {urgent.map((warning) => (
        <p key={warning} className="notice small">
          {withDates(warning)}
        </p>
      ))}
      {isOver && deadline.whose === 'plan' && deadline.consequence !== null ? (
        <p className="notice small">{deadline.consequence}</p>
      ) : null}
      {letter !== null && deadline.state !== 'done' && (deadline.whose === 'patient' || isOver) ? (
        <p>
          <a className="small" href={hashOf({ screen: 'letter', caseId, focus: letter })}>
            {t.track.writeLetter(t.letterKinds[letter])}
          </a>
        </p>
      ) : null}
      <details className="small">
        <summary>{t.track.why}</summary>
        <div className="stack why">
          <p>
            {capital(deadline.rule)}
            {deadline.mark === 'V' && deadline.citation !== '' ? (
              <span className="soft"> {deadline.citation}</span>
            ) : null}
          </p>
          {deadline.consequence === null || (isOver && deadline.whose === 'plan') ? null : (
            <p>{deadline.consequence}</p>
          )}
          {others.map((warning) => (
            <p key={warning}>{withDates(warning)}</p>
          ))}
        </div>
      </details>
    </li>
  );
}

/** Rules are kept as parts of sentences. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The dates behind the one to keep, where they differ. */
function Dates({ deadline, day }: { deadline: CaseDeadline; day: string | null }) {
  const { lastDay, printedDay } = deadline;
  const aim = deadline.state === 'open' || deadline.state === 'soon' ? (deadline.aimDay ?? null) : null;
  const lines = [
    deadline.whose === 'plan' ? t.track.plansTurn : null,
    printedDay === null
      ? null
      : printedDay === lastDay
        ? t.track.printedSame
        : t.track.printed(shortDate(printedDay), lastDay === null ? null : shortDate(lastDay)),
    printedDay === null && lastDay !== null && day !== null && day !== lastDay
      ? t.track.cautious(shortDate(lastDay))
      : null,
    aim === null ? null : t.track.aim(shortDate(aim)),
  ].filter((each) => each !== null);
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="small soft">
          {line}
        </p>
      ))}
    </>
  );
}
