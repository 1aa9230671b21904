import { readDay } from '../../client/options/day.ts';
import { listAllowed } from '../../domain/assignment.ts';
import { isValidOn } from '../../domain/directory.ts';
import { toDay } from '../../domain/local-time.ts';
import {
  type Acknowledge,
  type ReportObstacle,
  type RequestExtension,
  updateNames,
  type WaitFor,
} from '../../domain/messages.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import type { Visit } from '../visit.ts';
import type { Action } from './action.ts';

/** What the lead of an assignment can say from its page. */

const longestText = 4_000;

const acknowledge: Action = {
  name: 'acknowledge',
  update: updateNames.acknowledge,
  isOpen: (visit, row) => isOwn(visit, row, 'acknowledge') && row.acknowledgedAt === null,
  fields: () => [],
  build: ({ row, requestId }): Acknowledge => ({ requestId, agency: row.agency }),
};

const obstacle: Action = {
  name: 'obstacle',
  update: updateNames.reportObstacle,
  isOpen: (visit, row) => isOwn(visit, row, 'reportObstacle'),
  fields: () => [{ name: 'text', kind: 'area', required: true, most: longestText }],
  build: ({ row, requestId }, { text = '' }): ReportObstacle => ({
    requestId,
    agency: row.agency,
    text,
  }),
};

const extend: Action = {
  name: 'extend',
  update: updateNames.requestExtension,
  isOpen: (visit, row) => isOwn(visit, row, 'requestExtension') && row.lastDay !== null,
  fields: () => [
    { name: 'until', kind: 'day', required: true, most: 10 },
    { name: 'reason', kind: 'area', required: true, most: longestText },
  ],
  build: ({ row, requestId }, { until = '', reason = '' }): RequestExtension => ({
    requestId,
    agency: row.agency,
    until: readDay(until) ?? until,
    reason,
  }),
};

const wait: Action = {
  name: 'wait',
  update: updateNames.waitFor,
  isOpen: (visit, row) => isOwn(visit, row, 'waitFor'),
  fields: (visit, row) => [
    { name: 'on', kind: 'choice', required: true, most: 200, choices: listOthers(visit, row) },
    { name: 'text', kind: 'area', required: true, most: longestText },
  ],
  build: ({ row, requestId }, { on = '', text = '' }): WaitFor => ({
    requestId,
    agency: row.agency,
    on,
    text,
  }),
};

/** In the order in which a page offers them. */
export const leadActions: readonly Action[] = [acknowledge, obstacle, extend, wait];

/** Whether an update of an assignment's lead is this visitor's to send, and its state admits it. */
export function isOwn({ link, view }: Visit, row: ListedAssignment, update: string): boolean {
  return (
    row.agency === link.agency &&
    view.record.status !== 'closed' &&
    listAllowed(row.progress).includes(update)
  );
}

/** Everybody else who is there today, by name. */
function listOthers({ view }: Visit, row: ListedAssignment): [string, string][] {
  const { directory, present, nameOf, plan } = view;
  const today = toDay(present.now, present.timezone);
  return directory.agencies
    .filter((agency) => agency.id !== row.agency && isValidOn(agency, today))
    .map(({ id }): [string, string] => [id, nameOf(id)])
    .sort(([, a], [, b]) => a.localeCompare(b, plan.locale));
}
