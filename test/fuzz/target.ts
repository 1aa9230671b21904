/** What is fed with anything, and what must hold whatever it is fed with. */
export interface Target {
  readonly name: string;
  /** Share of all cases: what takes long gets few. */
  readonly share: number;
  /** Runs so many cases from a seed; `observe` times each. Throws with the smallest case that fails. */
  run(cases: number, seed: number, observe: Observe): Promise<void>;
}

/** Runs one case and notes how long it took; `describe` says which it was. */
export type Observe = <T>(run: () => T, describe: () => string) => T;

/** What held, or not; thrown by a target when something does not hold. */
export function expectThat(holds: boolean, otherwise: () => string): void {
  if (!holds) throw new Error(otherwise());
}
