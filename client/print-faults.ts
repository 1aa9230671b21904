import type { Fault } from '../register/verify-register.ts';
import { colorsFor, type Io, printLine } from './io.ts';
import { cleanForTerminal } from './terminal-text.ts';

/** What is not as it was recorded: the place, what was expected there, what was found. */
export function printFaults(io: Io, faults: readonly Fault[]): void {
  const colors = colorsFor(io.stdout, io.environment);
  for (const { place, expected, found } of faults) {
    printLine(io, colors.red(cleanForTerminal(place)));
    printLine(io, `  expected ${cleanForTerminal(expected)}`);
    printLine(io, `  found    ${cleanForTerminal(found)}`);
  }
}
