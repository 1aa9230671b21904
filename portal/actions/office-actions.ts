import { listAllowed } from '../../domain/assignment.ts';
import { type Instruct, updateNames } from '../../domain/messages.ts';
import { mayInstruct } from '../scope.ts';
import type { Action } from './action.ts';
import { decisionFields, readDecision } from './decision-fields.ts';

/** What an office sends down to the lead of an assignment. */

const longestText = 4_000;

const instruct: Action = {
  name: 'instruct',
  update: updateNames.instruct,
  isOpen: (visit, row) =>
    mayInstruct(visit) &&
    visit.view.record.status !== 'closed' &&
    listAllowed(row.progress).includes('instruct'),
  fields: () => [
    { name: 'text', kind: 'area', required: true, most: longestText },
    ...decisionFields,
  ],
  build: ({ row, requestId }, typed): Instruct => ({
    requestId,
    agency: row.agency,
    text: typed['text'] ?? '',
    ...readDecision(typed),
  }),
};

/** In the order in which a page offers them. */
export const officeActions: readonly Action[] = [instruct];
