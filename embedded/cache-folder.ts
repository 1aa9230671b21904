import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where dondoc keeps programs it had to fetch or copy: `$XDG_CACHE_HOME/dondoc`, else
 * `~/.cache/dondoc`. As the XDG specification asks, a relative `XDG_CACHE_HOME` is ignored.
 */
export function getCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME: base } = env;
  return join(base !== undefined && isAbsolute(base) ? base : join(homedir(), '.cache'), 'dondoc');
}
