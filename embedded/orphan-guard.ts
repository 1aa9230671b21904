import { spawn } from 'node:child_process';
import { signalProcessGroup } from './process-group.ts';

/**
 * Waits on a pipe whose other end only this process holds. When this process dies, however it
 * dies, the pipe closes, and the server's process group is asked to stop, then killed.
 */
export const GUARD_SCRIPT = `
cat >/dev/null
kill -s "$1" -- "-$2" 2>/dev/null
for second in 1 2 3 4 5 6 7 8 9 10; do
  kill -s 0 -- "-$2" 2>/dev/null || exit 0
  sleep 1
done
kill -s KILL -- "-$2" 2>/dev/null
`;

/**
 * Sees to it that a server in a process group of its own does not outlive this process, even
 * when this process is killed and can run no handler. Returns the function that lifts the guard;
 * call it as soon as the server has ended, since its process id may be given to another.
 *
 * Where there is no POSIX shell (Windows) there is no guard: a killed parent leaves the server
 * behind, and the next start finds its port in use.
 */
export function guardAgainstOrphan(processGroup: number, signal: 'INT' | 'TERM'): () => void {
  if (process.platform === 'win32') return () => undefined;
  const guard = spawn('/bin/sh', ['-c', GUARD_SCRIPT, 'sh', signal, String(processGroup)], {
    cwd: '/',
    // A group of its own: the terminal's ctrl-c must not end the guard before the server.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  const { pid } = guard;
  return () => {
    if (pid !== undefined) signalProcessGroup(pid, 'SIGKILL');
  };
}
