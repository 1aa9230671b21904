import { provisionalYear } from './provisional-year.ts';

/** Not decreed yet. Replace with the decisions of 2028 once they are published. */
export const year2028 = provisionalYear(2028);
