import { resolve } from 'node:path';
import { Command } from 'commander';
import { type BackupProgress, backupRegister } from '../../register/backup-register.ts';
import { CliError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { printFaults } from '../print-faults.ts';
import { type Progress, startProgress } from '../progress.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { backupWordingFor } from '../wording/backup.ts';

export function buildBackupCommand(io: Io): Command {
  const command = new Command('backup')
    .description('write the register and the evidence into a folder, while plans run')
    .argument('<folder>', 'the place for backups; each backup is a folder of its own in it')
    .addHelpText(
      'after',
      `
The register as it is at one moment, and every evidence file that it refers to; evidence that is in
the folder already is not copied again. Settings and secrets are not part of it. Needs no Temporal.

Example:
  $ dondoc backup /backup/dondoc`,
    );
  return addOutputOptions(command).action((folder: string, options: OutputOptions) =>
    withContext(io, (context) => backup(context, folder, options)),
  );
}

/** Takes a backup. @throws CliError (exit 1) naming every evidence file that is missing or wrong */
export async function backup(
  context: Context,
  folder: string,
  options: OutputOptions,
): Promise<void> {
  const { io } = context;
  const stores = { register: await context.register(), evidence: await context.evidenceStore() };
  const takenAt = new Date(io.now()).toISOString();
  const watch = watchProgress(io);
  const taken = await backupRegister(stores, resolve(folder), takenAt, watch).finally(watch.stop);
  const { manifest, evidence } = taken;
  const facts = {
    plans: manifest.plans.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.evidence.length,
    copied: evidence.copied,
    sha256: taken.manifestSha256,
  };
  if (options.json === true) {
    printJson(io, { folder: taken.folder, takenAt, ...facts, faults: evidence.faults });
  }
  if (taken.folder === null) {
    if (options.json !== true) printFaults(io, evidence.faults);
    throw new CliError(
      `expected every evidence file of the register, found ${evidence.faults.length} missing or wrong: no backup was made`,
      {
        advice: [
          'put them back from an earlier backup (its folder "evidence" has the same names), then repeat',
        ],
      },
    );
  }
  if (options.json === true) return;
  const wording = backupWordingFor(options.lang ?? 'vi');
  for (const line of wording.backedUp({ folder: taken.folder, ...facts })) {
    printLine(io, cleanForTerminal(line));
  }
}

/** Lines on stderr for tables, a bar for files. */
function watchProgress(io: Io): Required<BackupProgress> & { stop(): void } {
  let bar: Progress | null = null;
  return {
    onTable: (table, done, of) => tellLine(io, `${done + 1}/${of} ${table}`),
    onFile: (done, of) => {
      bar ??= startProgress(io, 'evidence', of);
      bar.show(done);
    },
    stop: () => bar?.stop(),
  };
}
