/** Letters: which fit, the draft, the edited version, the export. */
import { AppError } from '../../../shared/api/errors.ts';
import { os } from '../context.ts';

const soon = (): never => {
  throw new AppError('BAD_INPUT', 'Letters are not available yet.');
};

export const letters = {
  list: os.letters.list.handler(() => []),
  draft: os.letters.draft.handler(soon),
  save: os.letters.save.handler(soon),
  reset: os.letters.reset.handler(soon),
  export: os.letters.export.handler(soon),
};
