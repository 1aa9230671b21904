import { provisionalYear } from './provisional-year.ts';

/** Not decreed yet. Replace with the decisions of 2027 once they are published. */
export const year2027 = provisionalYear(2027);
