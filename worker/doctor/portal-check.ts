import { codeOf, messageOf, type Outcome, ok, warning, wrong } from './check.ts';
import { describePublicUrl } from './public-url.ts';

/** Below a check's limit. */
const limitMs = 3_000;
const start =
  'docker compose --profile portal up --detach (or dondoc portal), and a proxy that hands PUBLIC_URL on to it (docs/portal.md)';

/** Whether the pages behind the links answer where mails point to. */
export async function checkPortal(publicUrl: string | null): Promise<Outcome> {
  if (publicUrl === null) return ok('no links, so no pages: see "links"');
  const health = `${describePublicUrl(publicUrl)}/healthz`;
  try {
    const response = await fetch(health, { signal: AbortSignal.timeout(limitMs) });
    if (await isPortal(response)) return ok(`${health} answers`);
    return wrong(
      `${health}: expected the portal, found something else that says ${response.status}: links open nothing`,
      start,
    );
  } catch (error) {
    return warning(
      `${health} cannot be reached from this machine: ${describe(error)}`,
      `open it from where agencies are; where it does not open there either: ${start}`,
    );
  }
}

async function isPortal(response: Response): Promise<boolean> {
  const text = await response.text();
  return response.ok && text.replaceAll(/\s/g, '') === '{"ok":true}';
}

function describe(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `no answer within ${limitMs / 1000} s`;
  }
  return codeOf(error) ?? messageOf(error);
}
