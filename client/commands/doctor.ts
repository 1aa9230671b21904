import { Command } from 'commander';
import type { Finding, Verdict } from '../../worker/doctor/check.ts';
import { CliError } from '../cli-error.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine } from '../io.ts';
import { formatTable } from '../table.ts';
import { cleanForTerminal } from '../terminal-text.ts';

interface DoctorOptions {
  readonly json?: boolean;
}

export function buildDoctorCommand(io: Io): Command {
  return new Command('doctor')
    .description('check everything that an installation needs, and say how to mend what is wrong')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Looks only: no table, no file and no namespace is changed, no mail is sent. Each check ends within
5 seconds and stops no other. Exits with 1 when anything is wrong; warnings (!) are allowed.

Example:
  $ dondoc doctor`,
    )
    .action((options: DoctorOptions) => examineInstallation(io, options));
}

/** Prints what was found, and how to mend it. @throws CliError (exit 1) when anything is wrong */
export async function examineInstallation(io: Io, options: DoctorOptions): Promise<void> {
  const { examine, isHealthy } = await import('../../worker/doctor/doctor.ts');
  const { lookIntoMailbox } = await import('../../inbound/look-into-mailbox.ts');
  const { environment } = io;
  const findings = await examine({ environment, lookIntoMailbox, now: () => io.now() });
  const healthy = isHealthy(findings);
  if (options.json === true) printJson(io, { healthy, findings });
  else printFindings(io, findings);
  if (healthy) return;
  const count = findings.filter(({ verdict }) => verdict === 'wrong').length;
  throw new CliError(`expected an installation that can work, found ${count} wrong`, {
    advice: ['mend what is marked ✗, then call dondoc doctor again'],
  });
}

const signs: Readonly<Record<Verdict, string>> = {
  ok: '✓',
  warning: '!',
  wrong: '✗',
  notChecked: '–',
};

function printFindings(io: Io, findings: readonly Finding[]): void {
  const sign = paintSigns(io);
  const rows = findings.map(({ verdict, check, found }) => [
    sign(verdict),
    check,
    cleanForTerminal(found),
  ]);
  const columns = [{ title: '' }, { title: 'Check' }, { title: 'Found', flexible: true }];
  printLine(io, formatTable(columns, rows, lineWidth(io.stdout)));
  const toMend = findings.filter(({ fix }) => fix !== null);
  if (toMend.length > 0) printLine(io, '\nHow to mend it:');
  // In one line, however long: commands are copied from here.
  for (const { verdict, check, fix } of toMend) {
    printLine(io, `${sign(verdict)} ${check}: ${cleanForTerminal(fix ?? '')}`);
  }
  printLine(io, `\n${summarize(findings)}`);
}

function paintSigns(io: Io): (verdict: Verdict) => string {
  const colors = colorsFor(io.stdout, io.environment);
  const paint: Readonly<Record<Verdict, (sign: string) => string>> = {
    ok: colors.green,
    warning: colors.yellow,
    wrong: colors.red,
    notChecked: colors.dim,
  };
  return (verdict) => paint[verdict](signs[verdict]);
}

function summarize(findings: readonly Finding[]): string {
  const count = (wanted: Verdict) => findings.filter(({ verdict }) => verdict === wanted).length;
  return `${count('ok')} in order, ${count('warning')} to look at, ${count('wrong')} wrong, ${count('notChecked')} not checked`;
}
