/** The kinds of papers as choices, in the order in which an appeal uses them. */
import { t } from '../../text/index.ts';
import { kindOrder } from './groups.ts';

export const kindOptions = kindOrder.map((value) => ({ value, label: t.kinds[value] }));
