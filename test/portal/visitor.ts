/** Somebody who reads pages and sends forms, without a browser. */

/** A page as it came. */
export async function read(address: string) {
  const answer = await fetch(address);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The one-time token of a form on a page: the first after a mark, as `id="accept"`; empty without that mark. */
export function tokenOf(page: string, mark = ''): string {
  const at = page.indexOf(mark);
  return at < 0 ? '' : (/name="form" value="([^"]+)"/.exec(page.slice(at))?.[1] ?? '');
}

/** The values of the boxes of a page, in its order. */
export function boxesOf(page: string): string[] {
  return [...page.matchAll(/name="pick" value="([^"]+)"/g)].flatMap(([, value]) => value ?? []);
}

/** Sends a form; a field may be there several times. Redirects are not followed. */
export async function send(
  address: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  }
  const answer = await fetch(address, { method: 'POST', redirect: 'manual', body });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
