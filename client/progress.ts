import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io.ts';

/** Shows how far something has come; on a terminal only. */
export interface Progress {
  show(done: number): void;
  stop(): void;
}

const silent: Progress = { show: () => undefined, stop: () => undefined };

/** Starts a bar on stderr; silent where nobody watches. The caller stops it, also after an error. */
export function startProgress(
  { stderr }: Pick<Io, 'stderr'>,
  label: string,
  total: number,
): Progress {
  if (!stderr.isTerminal || stderr.stream === null || total === 0) return silent;
  const bar = new SingleBar(
    {
      stream: stderr.stream,
      format: `${label} [{bar}] {value}/{total}`,
      hideCursor: true,
      barsize: 30,
      clearOnComplete: true,
    },
    Presets.rect,
  );
  bar.start(total, 0);
  return { show: (done) => bar.update(done), stop: () => bar.stop() };
}
