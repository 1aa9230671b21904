import pLimit from 'p-limit';
import type { Request } from '../../domain/messages.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import type { PortalDeps } from '../deps.ts';
import type { Visit } from '../visit.ts';
import type { Action } from './action.ts';
import { type Performed, perform } from './perform.ts';

/** One of several requests of one form, and how it ended. */
export interface PartOutcome {
  readonly row: ListedAssignment;
  readonly performed: Performed;
}

/** One of several requests. */
export interface Part {
  readonly row: ListedAssignment;
  readonly command: Request;
}

/** Few enough for a workflow that holds all of them, enough that a hundred take seconds. */
const inFlight = 8;

/** Sends the requests of one form; one that is refused holds up no other. In the order given. */
export async function performMany(
  deps: PortalDeps,
  action: Pick<Action, 'update'>,
  parts: readonly Part[],
  { words }: Visit,
): Promise<PartOutcome[]> {
  const limit = pLimit(inFlight);
  return await Promise.all(
    parts.map(({ row, command }) =>
      limit(async () => ({
        row,
        performed: await perform(deps, action, { workflowId: row.workflowId, command }, words),
      })),
    ),
  );
}
