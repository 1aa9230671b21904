import { quote } from '../../domain/finding.ts';
import { usageError } from '../cli-error.ts';

/** The value of an option that wants a port; 0 is any free one. @throws CliError (usage) */
export function parsePort(option: string): (text: string) => number {
  return (text) => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (port <= 65_535) return port;
    throw usageError(`${option}: expected a port from 0 to 65535, found ${quote(text)}`);
  };
}
