import { provisionalYear } from './provisional-year.ts';

/** Not decreed yet. Replace with the decisions of 2029 once they are published. */
export const year2029 = provisionalYear(2029);
