/** Search everywhere. */
import { os } from '../context.ts';

export const search = {
  query: os.search.query.handler(() => []),
};
