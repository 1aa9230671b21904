import { Command } from 'commander';
import { revokeLinks } from '../../register/queries/link-generations.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, printJson, printLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView } from '../plan-view.ts';
import { requireAgency } from '../resolve-agency.ts';

export function buildLinksCommand(io: Io): Command {
  const command = new Command('links')
    .description('end links that were given out')
    .addHelpText('after', '\nExample:\n  $ dondoc links revoke dong-thap-2023 so-noi-vu');
  command.addCommand(buildRevokeCommand(io));
  return command;
}

function buildRevokeCommand(io: Io): Command {
  const command = new Command('revoke')
    .description('end every link of an agency, or of all; the next mail carries a new one')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('[agency]', 'its id, name or alias; all of the plan if left out')
    .addHelpText('after', '\nExample:\n  $ dondoc links revoke dong-thap-2023 so-noi-vu');
  return addOutputOptions(command).action(
    (plan: string, agency: string | undefined, options: OutputOptions) =>
      withContext(io, (context) => revoke(context, plan, agency, options)),
  );
}

/** Ends links at once: every page asks the register. */
export async function revoke(
  context: Context,
  planId: string,
  named: string | undefined,
  options: OutputOptions,
): Promise<void> {
  const { io } = context;
  const { register, directory, record, wording } = await openPlanView(
    context,
    planId,
    options.lang,
  );
  const agencies =
    named === undefined
      ? directory.agencies.map(({ id }) => id)
      : [requireAgency(directory, '--agency', named)];
  const at = new Date(io.now()).toISOString();
  await revokeLinks(register, record.plan, agencies, at);
  if (options.json === true) printJson(io, { plan: record.plan, agencies, at });
  else printLine(io, `${record.plan}: ${wording.linksRevoked(agencies.length)}`);
}
