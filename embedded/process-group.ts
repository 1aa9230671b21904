/**
 * Signals a process group. One that has ended already is no error: between a program's end and
 * the event that tells us of it there is always a moment.
 */
export function signalProcessGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? leader : -leader, signal);
  } catch (error) {
    if (!isErrnoException(error) || error.code !== 'ESRCH') throw error;
  }
}

/** Whether an error carries one of the operating system's codes, such as `ENOENT`. */
export function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
