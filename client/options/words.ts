import { usageError } from '../cli-error.ts';

/** The value of an option that wants words. @throws CliError (usage) when there are none */
export function parseWords(option: string): (text: string) => string {
  return (text) => {
    const words = text.trim();
    if (words !== '') return words;
    throw usageError(`${option}: expected words, found nothing`);
  };
}
