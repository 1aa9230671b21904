/** 1: it failed; 2: wrong usage, or an invalid plan file. */
export type FailureCode = 1 | 2;

/**
 * The one error of the command line: what was expected, what was found, what to do, and the exit
 * code. Whatever else reaches the wrapper (`run-program.ts`) is described and exits with 1.
 */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: FailureCode;
  /** What to do now; one line each. */
  readonly advice: readonly string[];

  constructor(
    message: string,
    options: {
      readonly exitCode?: FailureCode;
      readonly advice?: readonly string[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.exitCode = options.exitCode ?? 1;
    this.advice = options.advice ?? [];
  }
}

/** The caller wrote something that cannot be understood: exit code 2. */
export function usageError(message: string, advice: readonly string[] = []): CliError {
  return new CliError(message, { exitCode: 2, advice });
}
