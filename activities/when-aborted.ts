const known = new WeakMap<AbortSignal, Promise<void>>();

/**
 * Resolves when a signal is aborted, at once when it is already. However often it is asked, a signal has one
 * listener: a round asks for each page and each mail.
 */
export function whenAborted(signal: AbortSignal): Promise<void> {
  const asked = known.get(signal) ?? listen(signal);
  known.set(signal, asked);
  return asked;
}

function listen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
