import { type ListenAddress, type ListeningServer, listenHttp } from '../worker/listen-http.ts';
import { createPortal } from './app.ts';
import type { PortalDeps } from './deps.ts';
import { startSweeping } from './upload/sweep-uploads.ts';

/** 200 MB arrive in an hour at half a megabit a second. */
const arrivalMs = 3_600_000;
/** Who is handing in when the portal stops may finish. */
const farewellMs = 25_000;

/** Starts a portal; port 0 is any free one. Rejects when the port cannot be bound. */
export async function startPortal(deps: PortalDeps, at: ListenAddress): Promise<ListeningServer> {
  const { url, stop } = await listenHttp(createPortal(deps), at, { arrivalMs, farewellMs });
  const sweeping = startSweeping(deps);
  return {
    url,
    stop: async () => {
      await stop();
      await sweeping.stop();
    },
  };
}
