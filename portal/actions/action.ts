import type { Request, updateNames } from '../../domain/messages.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import type { Visit } from '../visit.ts';
import type { ActionName } from '../wording/portal-wording.ts';
import type { Field, Typed } from './field.ts';

/** Something that can be done to an assignment from its page: who may, what is asked, what is sent. */
export interface Action {
  readonly name: ActionName;
  readonly update: (typeof updateNames)[keyof typeof updateNames];
  /** Whether this visitor may do it to this assignment now; the workflow has the last word. */
  isOpen(visit: Visit, row: ListedAssignment): boolean;
  fields(visit: Visit, row: ListedAssignment): readonly Field[];
  /** What stands in its fields before anybody has typed. */
  initial?(visit: Visit, row: ListedAssignment): Typed;
  /** What the form answers: once that has changed, the form must be looked at again before it is sent. */
  answers?(row: ListedAssignment): string;
  /** The update's argument; `typed` has no mistakes any more. */
  build(
    about: { readonly visit: Visit; readonly row: ListedAssignment; readonly requestId: string },
    typed: Typed,
  ): Request;
}
