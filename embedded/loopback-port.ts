import { createServer } from 'node:net';

/** The only interface the embedded servers listen on: nothing of one machine's try-out is for the network. */
export const LOOPBACK = '127.0.0.1';

/**
 * A loopback port that nobody listens on at this moment: the wanted one, or any.
 *
 * Between this answer and the server's own bind another program may take the port; whoever
 * starts a server on a port of our own choosing tries again with another one.
 * Throws when the wanted port is in use, naming what it was wanted for.
 */
export async function findLoopbackPort(
  wanted: number | undefined,
  purpose: string,
): Promise<number> {
  try {
    return await bindOnce(wanted ?? 0);
  } catch (cause) {
    throw new Error(
      `Expected port ${wanted ?? '(any)'} on ${LOOPBACK} to be free for ${purpose}, but it cannot be bound. ` +
        'Stop the program that uses it, or choose another port.',
      { cause },
    );
  }
}

function bindOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(bound));
    });
  });
}
