import { CommanderError } from 'commander';
import { InvalidSettings } from '../worker/invalid-settings.ts';
import { CliError, usageError } from './cli-error.ts';
import { colorsFor, type Io, tellLine } from './io.ts';
import { buildProgram } from './program.ts';
import { cleanForTerminal } from './terminal-text.ts';

/**
 * Runs one command line and answers its exit code: 0 done, 1 failed, 2 wrong usage or an invalid plan
 * file. The one place where errors become text; no command ends the process.
 */
export async function runProgram(io: Io, words: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const program = await buildProgram(io, words);
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has written its message already; help and version are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tellFailure(io, toCliError(error));
  }
}

function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof InvalidSettings) {
    return usageError(error.message, ['correct these environment variables (or the .env file)']);
  }
  return new CliError(describeCauses(error), { cause: error });
}

function tellFailure(io: Io, error: CliError): 1 | 2 {
  const colors = colorsFor(io.stderr, io.environment);
  for (const line of error.message.split('\n')) {
    tellLine(io, `${colors.red('dondoc:')} ${cleanForTerminal(line)}`);
  }
  for (const advice of error.advice) tellLine(io, `  ${cleanForTerminal(advice)}`);
  if (wantsStack(io) && error.cause instanceof Error) {
    // An error says what a file or a server said: no less to be cleaned than anything else.
    for (const line of (error.cause.stack ?? '').split('\n')) tellLine(io, cleanForTerminal(line));
  }
  return error.exitCode;
}

function wantsStack({ environment }: Io): boolean {
  const { DONDOC_LOG_LEVEL: level } = environment;
  return level === 'debug' || level === 'trace';
}

/** An error and what it came from, without saying the same twice. */
function describeCauses(error: unknown): string {
  const messages: string[] = [];
  let current: unknown = error;
  while (current instanceof Error) {
    const { message, name } = current;
    const said = message === '' ? name : message;
    if (!messages.some((known) => known.includes(said))) messages.push(said);
    current = current.cause;
  }
  return messages.length === 0 ? String(error) : messages.join(': ');
}
