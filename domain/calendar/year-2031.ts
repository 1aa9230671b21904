import { provisionalYear } from './provisional-year.ts';

/** Not decreed yet. Replace with the decisions of 2031 once they are published. */
export const year2031 = provisionalYear(2031);
