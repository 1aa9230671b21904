import type { Context } from 'hono';
import type { PortalEnv } from '../app.ts';
import { readOwnWork } from '../own-work.ts';
import { renderHome } from '../pages/home.ts';

/** The list of an agency's work. */
export async function showHome(c: Context<PortalEnv>) {
  const { visit } = c.var;
  return c.html(renderHome(visit, await readOwnWork(visit)));
}
