/** Days left to a deadline, in words and with a colour that is never the only sign. */
import { CalendarClock } from 'lucide-react';
import type { CaseDeadline } from '../../shared/domain/track.ts';
import { t } from '../text/index.ts';
import { shortDate } from './dates.ts';

/** Clocks in hours are shown in hours for their last three days. */
const HOURS_SHOWN = 72;

export function toneOf(deadline: CaseDeadline): '' | 'amber' | 'danger' | 'good' {
  if (deadline.state === 'done') return 'good';
  if (deadline.state === 'overdue') return 'danger';
  return deadline.state === 'soon' ? 'amber' : '';
}

export function Countdown({ deadline, small = false }: { deadline: CaseDeadline; small?: boolean }) {
  const day = deadline.keepDay ?? deadline.safeDay ?? deadline.lastDay;
  const words =
    deadline.state === 'done'
      ? t.deadline.done
      : deadline.daysLeft === null
        ? t.deadline.noDate
        : deadline.hoursLeft != null && Math.abs(deadline.hoursLeft) < HOURS_SHOWN
          ? t.deadline.hours(deadline.hoursLeft)
          : t.deadline.days(deadline.daysLeft);
  return (
    <span
      className={`chip ${toneOf(deadline)}`}
      title={day === null ? deadline.title : `${deadline.title}: ${shortDate(day)}`}
    >
      <CalendarClock size={15} aria-hidden />
      {words}
      {small || day === null ? null : ` · ${shortDate(day)}`}
    </span>
  );
}
