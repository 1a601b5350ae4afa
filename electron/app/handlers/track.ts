/** Clocks and the paper trail. */
import { AppError } from '../../../shared/api/errors.ts';
import { os } from '../context.ts';

const soon = (): never => {
  throw new AppError('BAD_INPUT', 'Tracking is not available yet.');
};

export const track = {
  deadlines: os.track.deadlines.handler(() => []),
  calendar: os.track.calendar.handler(soon),
  log: os.track.log.handler(() => []),
  saveLogEntry: os.track.saveLogEntry.handler(soon),
  removeLogEntry: os.track.removeLogEntry.handler(soon),
  restoreLogEntry: os.track.restoreLogEntry.handler(soon),
  checklist: os.track.checklist.handler(() => []),
  markStep: os.track.markStep.handler(soon),
  chronology: os.track.chronology.handler(() => []),
  exportChronology: os.track.exportChronology.handler(soon),
};
