import { once } from 'node:events';

/** Resolves when somebody asks this process to end: SIGINT (ctrl-c) or SIGTERM. */
export async function waitForStopSignal(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
