import { Command } from 'commander';
import { verifyRegister } from '../../register/verify-register.ts';
import { CliError } from '../cli-error.ts';
import { type Carried, compareCarried } from '../compare-carried.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { printFaults } from '../print-faults.ts';
import { wordingFor } from '../wording/wording-for.ts';

export function buildVerifyCommand(io: Io): Command {
  const command = new Command('verify')
    .description('check every hash chain, every evidence file, and what running workflows carry')
    .addHelpText('after', '\nExample:\n  $ dondoc verify');
  return addOutputOptions(command).action((options: OutputOptions) =>
    withContext(io, (context) => verify(context, options)),
  );
}

/** Checks the record and names the place of every fault. @throws CliError (exit 1) on any */
export async function verify(context: Context, options: OutputOptions): Promise<void> {
  const { io } = context;
  const register = await context.register();
  const checked = await verifyRegister(register, await context.evidenceStore());
  const carried = await compareWithTemporal(context);
  const faults = [...checked.faults, ...carried.faults];
  if (options.json === true) {
    printJson(io, { ...checked, workflows: carried.compared, faults });
  } else {
    printFaults(io, faults);
    const wording = wordingFor(options.lang ?? 'vi');
    printLine(io, wording.verified({ ...checked, faults: faults.length }));
    printLine(io, wording.chainsCompared(carried.compared));
  }
  if (faults.length > 0) {
    const count = `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
    throw new CliError(`the record is not as it was written: ${count}`, {
      advice: ['compare with a backup; say what was found before anything is repaired'],
    });
  }
}

async function compareWithTemporal(context: Context): Promise<Carried> {
  const { TemporalOutOfReach } = await import('../../worker/temporal-connection.ts');
  try {
    return await compareCarried(await context.register(), await context.temporal());
  } catch (error) {
    if (!(error instanceof TemporalOutOfReach)) throw error;
    tellLine(context.io, `not compared with running workflows: ${error.message}`);
    return { compared: 0, faults: [] };
  }
}
