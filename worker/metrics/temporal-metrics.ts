import { get } from 'node:http';

/** What a full answer of the SDK has at most: some hundred series of histograms are 200 kB. */
const largestAnswer = 8 * 1024 * 1024;

/**
 * What the Temporal SDK tells of itself, from the port that it opens on the loopback interface.
 * Rejects when it does not answer within `limitMs`.
 */
export function fetchTemporalMetrics(address: string, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // A connection of its own: the SDK closes kept ones without a word.
    const request = get(
      `http://${address}/metrics`,
      { agent: false, signal: AbortSignal.timeout(limitMs) },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > largestAnswer) response.destroy(new Error('found more than 8 MiB of metrics'));
          else chunks.push(chunk);
        });
        response.once('error', reject);
        response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      },
    );
    request.once('error', reject);
  });
}
