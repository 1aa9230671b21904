import type { Context } from 'hono';
import { readStories } from '../../register/queries/read-stories.ts';
import type { PortalEnv } from '../app.ts';
import { type Grouping, readEscalations } from '../escalations.ts';
import { renderOffice } from '../pages/office.ts';
import { cutPage } from '../pages/pager.ts';
import { mayInstruct } from '../scope.ts';

/** What is overdue, for an office; for anybody else it is not there. */
export async function showOffice(c: Context<PortalEnv>) {
  const { visit } = c.var;
  if (!mayInstruct(visit)) return c.notFound();
  const { register, record } = visit.view;
  const by: Grouping = c.req.query('by') === 'task' ? 'task' : 'agency';
  const all = await readEscalations(visit, by);
  const page = cutPage(all, c.req.query('page'));
  const stories = await readStories(
    register,
    record,
    page.items.map(({ row }) => row),
  );
  const items = page.items.map((item, index) => ({ ...item, story: stories[index]?.story ?? [] }));
  return c.html(renderOffice(visit, { ...page, items, total: all.length }, by));
}
