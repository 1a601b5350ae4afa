/**
 * Dates that need a look, below the bar: at start, after a sleep, on a new day. The browser host has no other way to
 * remind (its address changes with each start, so a browser's leave for notifications would not last); on the desktop
 * the notifications of the system do it while nobody looks at the window.
 */
import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Reminder } from '../../shared/domain/track.ts';
import { client } from '../client/client.ts';
import { invalidate, keys } from '../client/query.ts';
import { watchTime } from '../client/wake.ts';
import { hashOf } from '../state/route.ts';
import { t } from '../text/index.ts';
import { Button } from '../ui/Button.tsx';
import { shortDate } from '../ui/dates.ts';

/** More at once would push the work off the screen. */
const MOST_SHOWN = 3;

export function Reminders() {
  const [due, setDue] = useState<readonly Reminder[]>([]);
  useEffect(() => {
    let gone = false;
    const ask = () => {
      client.track
        .reminders()
        .then((fresh) => {
          if (gone || fresh.length === 0) return;
          const ids = new Set(fresh.map((each) => each.caseId + each.deadlineId));
          setDue((old) => [...fresh, ...old.filter((each) => !ids.has(each.caseId + each.deadlineId))]);
        })
        // A locked vault or a host that is gone says so elsewhere.
        .catch(() => {});
    };
    ask();
    const stop = watchTime(() => {
      invalidate(keys.cases);
      invalidate('case/');
      ask();
    });
    return () => {
      gone = true;
      stop();
    };
  }, []);
  if (due.length === 0) return null;
  return (
    <section className="notice reminders" aria-label={t.reminders.title}>
      <CalendarClock size={18} aria-hidden />
      <ul className="grow">
        {due.slice(0, MOST_SHOWN).map((each) => (
          <li key={each.key}>
            <a href={hashOf({ screen: 'track', caseId: each.caseId, focus: null })}>
              {each.whose === 'plan' ? t.reminders.planLate(each.title) : each.title}
            </a>{' '}
            <span className="small">
              {each.whose === 'plan'
                ? shortDate(each.day)
                : `${t.deadline.days(each.daysLeft)} · ${shortDate(each.day)}`}
              {each.caseTitle === '' ? '' : ` · ${each.caseTitle}`}
            </span>
          </li>
        ))}
        {due.length > MOST_SHOWN ? (
          <li className="small">{t.reminders.more(due.length - MOST_SHOWN)}</li>
        ) : null}
      </ul>
      <Button small weight="quiet" onPress={() => setDue([])}>
        {t.common.close}
      </Button>
    </section>
  );
}
