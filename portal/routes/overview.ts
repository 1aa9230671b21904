import type { Context } from 'hono';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import type { PortalEnv } from '../app.ts';
import { readOverview } from '../overview.ts';
import { renderAssignmentList } from '../pages/list.ts';
import { renderOverview } from '../pages/overview.ts';
import { cutPage } from '../pages/pager.ts';
import { maySeeOverview, selectVisible } from '../scope.ts';

/** How the plan stands as a whole; for whom it is not meant it is not there. */
export async function showOverview(c: Context<PortalEnv>) {
  const { visit } = c.var;
  if (!maySeeOverview(visit)) return c.notFound();
  return c.html(renderOverview(visit, await readOverview(visit)));
}

/** The assignments of an agency or of a task, as far as this visitor may see them. */
export async function showList(c: Context<PortalEnv>) {
  const { visit } = c.var;
  if (!maySeeOverview(visit)) return c.notFound();
  const { register, record, serverNow } = visit.view;
  const { agency = '', task = '', page } = c.req.query();
  const filter = { ...(agency === '' ? {} : { agency }), ...(task === '' ? {} : { task }) };
  const rows = await listAssignments(register, { plan: record.plan, ...filter }, serverNow);
  return c.html(renderAssignmentList(visit, filter, cutPage(selectVisible(visit, rows), page)));
}
