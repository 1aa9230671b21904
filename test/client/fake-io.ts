import type { Io } from '../../client/io.ts';

/** Streams that keep what is written, and a clock that stands still. */
export interface FakeIo extends Io {
  out(): string;
  err(): string;
}

export function buildFakeIo(
  given: {
    readonly now?: string;
    readonly columns?: number;
    readonly environment?: NodeJS.ProcessEnv;
    /** What the person at the terminal answers; nobody sits there by default. */
    readonly answer?: string;
  } = {},
): FakeIo {
  const written = { out: '', err: '' };
  const output = (key: 'out' | 'err') => ({
    write: (text: string) => {
      written[key] += text;
    },
    isTerminal: false,
    columns: given.columns ?? null,
    stream: null,
  });
  return {
    stdout: output('out'),
    stderr: output('err'),
    environment: given.environment ?? {},
    ask: buildAsk(given.answer, output('err')),
    now: () => Date.parse(given.now ?? '2026-06-05T01:00:00Z'),
    out: () => written.out,
    err: () => written.err,
  };
}

function buildAsk(answer: string | undefined, { write }: Pick<Io['stderr'], 'write'>): Io['ask'] {
  if (answer === undefined) return null;
  return async (question) => {
    write(question);
    return answer;
  };
}
