import { provisionalYear } from './provisional-year.ts';

/** Not decreed yet. Replace with the decisions of 2030 once they are published. */
export const year2030 = provisionalYear(2030);
