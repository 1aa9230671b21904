import type { Io, Output } from './io.ts';

/** The streams, environment and clock of this process. */
export function buildProcessIo(): Io {
  return {
    stdout: buildOutput(process.stdout),
    stderr: buildOutput(process.stderr),
    environment: process.env,
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
