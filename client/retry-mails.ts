import type { Command } from 'commander';
import { wakeMailroom } from '../activities/wake-mailroom.ts';
import { retryMails } from '../register/mail-retry.ts';
import { type Context, withContext } from './context.ts';
import { type Io, printJson, printLine, tellLine } from './io.ts';
import { addOutputOptions, type OutputOptions } from './options/output-options.ts';
import { openPlanView } from './plan-view.ts';
import { requireAgency } from './resolve-agency.ts';
import { mailTroubleWordingFor } from './wording/mail-trouble.ts';

interface RetryOptions extends OutputOptions {
  readonly agency: string;
}

/** Adds `mails retry`. */
export function addRetryCommand(mails: Command, io: Io): void {
  const command = mails
    .command('retry')
    .description('send now what one agency did not get, after its address was mended')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .requiredOption('--agency <agency>', 'its id, name or alias (required)')
    .addHelpText('after', '\nExample:\n  $ dondoc mails retry dong-thap-2023 --agency so-noi-vu');
  addOutputOptions(command).action((plan: string, options: RetryOptions) =>
    withContext(io, (context) => retryFailed(context, plan, options)),
  );
}

/** Lets the mails of an agency that were refused or put off be sent now; prints how many. */
export async function retryFailed(
  context: Context,
  plan: string,
  options: RetryOptions,
): Promise<void> {
  const { io } = context;
  const view = await openPlanView(context, plan, options.lang);
  const agency = requireAgency(view.directory, '--agency', options.agency);
  const client = await context.temporal();
  const serverNow = new Date(io.now()).toISOString();
  const retried = await retryMails(view.register, { plan, agency, serverNow });
  // Repeated after a call that failed here, it finds the same mails: none has left yet.
  if (retried.length > 0) await wakeMailroom(client);
  if (options.json === true) {
    printJson(io, { plan, agency, retried });
  } else if (retried.length === 0) {
    tellLine(io, 'no such mail');
  } else {
    const says = mailTroubleWordingFor(options.lang ?? view.plan.locale);
    printLine(io, says.retried(retried.length, view.nameOf(agency)));
  }
}
