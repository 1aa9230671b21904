import { createInterface } from 'node:readline';
import type { Io, Output } from './io.ts';

/** The streams, environment and clock of this process. */
export function buildProcessIo(): Io {
  return {
    stdout: buildOutput(process.stdout),
    stderr: buildOutput(process.stderr),
    environment: process.env,
    ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null,
    now: () => Date.now(),
  };
}

/** A reader who has seen enough (`dondoc preview … | head`) closes the pipe: that is no failure. */
function buildOutput(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    stream,
    get columns() {
      return stream.isTTY ? stream.columns : null;
    },
  };
}

/** An input that ends without an answer (ctrl-c, ctrl-d) is an empty one. */
function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question, resolve);
  }).finally(() => terminal.close());
}
