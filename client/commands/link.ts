import { Command, Option } from 'commander';
import { type Link, type LinkRole, linkRoles } from '../../domain/link.ts';
import { inZone } from '../../domain/local-time.ts';
import { addMs } from '../../domain/names.ts';
import { readCurrentLink } from '../../register/queries/current-link.ts';
import { CliError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView } from '../plan-view.ts';
import { requireAgency } from '../resolve-agency.ts';

interface LinkOptions extends OutputOptions {
  readonly role?: LinkRole;
}

export function buildLinkCommand(io: Io): Command {
  const command = new Command('link')
    .description('print the link that opens an agency’s page')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('<agency>', 'its id, name or alias')
    .addOption(
      new Option('--role <role>', 'what it may do; by default what its mails let it do').choices(
        linkRoles,
      ),
    )
    .addHelpText(
      'after',
      `
agency: its own work. monitor: also what it reviews, and who still owes what. office: also escalations and
instructions. coordinator: also the overview of the whole plan. Whoever has the link may do it: hand it on as
you would a key. It ends 60 days after the plan, or with dondoc links revoke.

Example:
  $ dondoc link dong-thap-2023 so-noi-vu`,
    );
  return addOutputOptions(command).action((plan: string, agency: string, options: LinkOptions) =>
    withContext(io, (context) => printLink(context, plan, agency, options)),
  );
}

/** Prints the link as data, until when it is valid beside it. */
export async function printLink(
  context: Context,
  planId: string,
  named: string,
  options: LinkOptions,
): Promise<void> {
  const { io } = context;
  const view = await openPlanView(context, planId, options.lang);
  const { plan, directory, record, register, wording } = view;
  const agency = requireAgency(directory, '--agency', named);
  const { shiftMs } = record;
  const linked = { plan, directory, shiftMs };
  const link = await readCurrentLink(register, linked, agency, options.role);
  const url = await writeLink(context, link);
  if (options.json === true) {
    printJson(io, { url, ...link });
    return;
  }
  const until = inZone(addMs(link.expiresAt, shiftMs), plan.timezone);
  tellLine(io, `${view.nameOf(agency)} (${link.role}), ${wording.instant(until, plan.timezone)}`);
  printLine(io, url);
}

/** @throws CliError when there is no portal, or no key */
async function writeLink(context: Context, link: Link): Promise<string> {
  const { settings } = context;
  const { createLinkWriter, findLinkKeys } = await import('../../worker/link-keys.ts');
  const publicUrl = settings.publicUrl ?? (await context.runningUp())?.portalUrl ?? null;
  const keys = await findLinkKeys(settings);
  if (publicUrl !== null && keys.length > 0) return await createLinkWriter(publicUrl, keys)(link);
  throw new CliError(
    publicUrl === null
      ? 'expected the address of the portal, found none: PUBLIC_URL is not set, and no dondoc up runs here'
      : 'expected keys of links, found none',
    {
      advice: [
        'PUBLIC_URL=https://dondoc.tinh.example',
        'DONDOC_LINK_KEYS=id:base64 (openssl rand -base64 32), the same for workers and portal',
      ],
    },
  );
}
