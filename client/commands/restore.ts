import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  findBackup,
  requireEmptyRegister,
  restoreBackup,
} from '../../register/restore-register.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { CliError } from '../cli-error.ts';
import { type Context, withStandingContext } from '../context.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { printFaults } from '../print-faults.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { backupWordingFor } from '../wording/backup.ts';
import { wordingFor } from '../wording/wording-for.ts';

export function buildRestoreCommand(io: Io): Command {
  const command = new Command('restore')
    .description('put a backup into an empty register, and check it')
    .argument('<folder>', 'a backup, or the place for backups: then the newest in it')
    .addHelpText(
      'after',
      `
Stop every worker and dondoc up first. With DATABASE_URL the register is restored there; without it
into the data folder (DONDOC_DATA), whose servers are started for this and stopped afterwards.
Then, still without a worker: dondoc reconcile.

Example:
  $ dondoc restore /backup/dondoc`,
    );
  return addOutputOptions(command).action((folder: string, options: OutputOptions) =>
    withStandingContext(io, (context) => restore(context, folder, options)),
  );
}

/** Restores a backup and verifies what it made. @throws CliError (exit 1) on any fault */
export async function restore(
  context: Context,
  folder: string,
  options: OutputOptions,
): Promise<void> {
  const { io } = context;
  const register = await context.register();
  const evidence = await context.evidenceStore();
  await requireEmptyRegister(register);
  tellLine(io, 'checking the backup …');
  const backup = await findBackup(resolve(folder));
  const { manifest } = backup;
  tellLine(io, `restoring ${backup.folder} …`);
  const serverNow = new Date(io.now()).toISOString();
  const restored = await restoreBackup({ register, evidence }, backup, serverNow);
  if (restored.evidence.faults.length > 0) {
    printFaults(io, restored.evidence.faults);
    throw new CliError(
      `expected every evidence file in the backup, found ${restored.evidence.faults.length} missing or wrong: the register was not touched`,
      { advice: ['take another backup, or put these files into its folder "evidence"'] },
    );
  }
  tellLine(io, 'verifying …');
  const checked = await verifyRegister(register, evidence);
  const facts = {
    folder: backup.folder,
    takenAt: manifest.takenAt,
    plans: manifest.plans.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.evidence.length,
    inDoubt: restored.inDoubt,
  };
  const { faults, ...verified } = checked;
  const locale = options.lang ?? 'vi';
  const wording = backupWordingFor(locale);
  if (options.json === true) printJson(io, { ...facts, verified, faults });
  else {
    for (const line of wording.restored(facts)) printLine(io, cleanForTerminal(line));
    printFaults(io, faults);
    printLine(io, wordingFor(locale).verified({ ...verified, faults: faults.length }));
  }
  tellLine(io, wording.next);
  if (faults.length > 0) {
    throw new CliError(`the record is not as it was written: ${faults.length} faults`, {
      advice: ['it was so when the backup was taken: compare with an older backup'],
    });
  }
}
