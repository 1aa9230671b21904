import { quote } from '../../domain/finding.ts';
import { usageError } from '../cli-error.ts';

/** An id that a caller made: it is also an update id and stands in keys. @throws CliError (usage) */
export function parseRequestId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{7,99}$/.test(text)) return text;
  throw usageError(
    `--request-id: expected 8 to 100 letters, digits, ".", "_" or "-" (the id printed before), found ${quote(text)}`,
  );
}
