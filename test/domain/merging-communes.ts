import type { Plain } from './plan-example.ts';
import { agency, expand, readSmallPlan, smallAgencies, task } from './small-plan.ts';

/**
 * On 31/5/2024 (a Friday) the district and two of its communes end: the communes become one, and a
 * regional office stands in the district's place. xa-3 lasts.
 */
export const mergingAgencies: readonly Plain[] = [
  ...smallAgencies.filter(({ id }) => !['district', 'xa-1', 'xa-2'].includes(String(id))),
  agency('district', 'district', 'office', { validTo: '2024-05-31', successor: 'region' }),
  agency('xa-1', 'commune', 'district', { validTo: '2024-05-31', successor: 'xa-new' }),
  agency('xa-2', 'commune', 'district', { validTo: '2024-05-31', successor: 'xa-new' }),
  agency('region', 'district', 'office', { validFrom: '2024-06-01' }),
  agency('xa-new', 'commune', 'region', { validFrom: '2024-06-01' }),
];

/** Task 1 of the three communes, with other terms. */
export function expandMerging(
  changes: Plain = {},
  plan: Plain = {},
  agencies: readonly Plain[] = mergingAgencies,
) {
  const communes = ['xa-1', 'xa-2', 'xa-3'];
  const due = 'Chậm nhất là ngày 28/6/2024';
  const tasks = [task('1', { lead: communes, due, ...changes })];
  return expand(readSmallPlan(tasks, plan, { agencies }));
}
