/**
 * What must be undone, newest first. Everything is undone even when one step fails; the failures are
 * reported together in the end.
 */
export class CleanUp {
  #steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Runs every step once. Throws an AggregateError when steps failed. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (;;) {
      const step = this.#steps.pop();
      if (step === undefined) break;
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped');
  }
}
