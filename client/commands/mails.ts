import { Command } from 'commander';
import { inZone, startOfDay } from '../../domain/local-time.ts';
import { addMs } from '../../domain/names.ts';
import type { AgencyId, IsoDay } from '../../domain/plan.ts';
import { listPlans } from '../../register/plan-records.ts';
import { type ListedMail, listMails } from '../../register/queries/list-mails.ts';
import { usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { adviseOn, formatFailedMail } from '../failed-mails-text.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine, tellLine } from '../io.ts';
import { parseDay } from '../options/day.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView, type PlanView } from '../plan-view.ts';
import { findAgency, unknownAgency } from '../resolve-agency.ts';
import { addRetryCommand } from '../retry-mails.ts';
import { formatTable } from '../table.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { wordingFor } from '../wording/wording-for.ts';

interface MailsOptions extends OutputOptions {
  readonly plan?: string;
  readonly agency?: string;
  readonly since?: IsoDay;
  readonly failed?: boolean;
}

interface MailsOfPlan {
  readonly view: PlanView;
  readonly mails: readonly ListedMail[];
}

export function buildMailsCommand(io: Io): Command {
  const command = new Command('mails')
    .description('what was sent, to whom, when, with what outcome')
    .argument('[plan]', 'only of this plan')
    .option('--plan <plan>', 'the same')
    .option('--agency <agency>', 'only to this agency: its id, name or alias')
    .option('--since <day>', 'from this day on (plan time)', parseDay('--since'))
    .option('--failed', 'only those refused, put off or in doubt: why, and what to do')
    .addHelpText(
      'after',
      '\nExamples:\n  $ dondoc mails dong-thap-2023 --since 05/6/2023\n  $ dondoc mails dong-thap-2023 --failed',
    );
  addOutputOptions(command).action((plan: string | undefined, options: MailsOptions) =>
    withContext(io, (context) => showMails(context, choosePlan(plan, options))),
  );
  addRetryCommand(command, io);
  return command;
}

/** A plan may be named by its place or by `--plan`. @throws CliError (usage) for two of them */
function choosePlan(plan: string | undefined, options: MailsOptions): MailsOptions {
  if (plan === undefined) return options;
  if (options.plan !== undefined && options.plan !== plan) {
    throw usageError(`--plan: expected one plan, found ${plan} and ${options.plan}`);
  }
  return { ...options, plan };
}

/** Prints mails by plan and morning, in plan time. */
export async function showMails(context: Context, options: MailsOptions): Promise<void> {
  const { io } = context;
  const found = await readMails(context, options);
  if (options.json === true) {
    printJson(
      io,
      found.flatMap((of) => describeJson(of, options)),
    );
    return;
  }
  if (found.every(({ mails }) => mails.length === 0)) {
    tellLine(io, 'no such mail');
    return;
  }
  if (options.failed === true) {
    printLine(io, found.flatMap((of) => formatFailed(of, options)).join('\n\n'));
    return;
  }
  const { columns } = wordingFor(options.lang ?? found[0]?.view.plan.locale ?? 'vi');
  const table = formatTable(
    [
      { title: columns.at },
      { title: columns.to, flexible: true },
      { title: columns.kind, flexible: true },
      { title: columns.subject, flexible: true },
      { title: columns.outcome, flexible: true },
    ],
    found.flatMap(({ view, mails }) => mails.map((mail) => formatRow(io, view, mail))),
    lineWidth(io.stdout),
  );
  printLine(io, table);
}

async function readMails(context: Context, options: MailsOptions): Promise<MailsOfPlan[]> {
  const register = await context.register();
  const plans =
    options.plan === undefined
      ? (await listPlans(register)).map(({ plan }) => plan)
      : [options.plan];
  const views: PlanView[] = [];
  for (const plan of plans) views.push(await openPlanView(context, plan, options.lang));
  const found: MailsOfPlan[] = [];
  for (const { view, agency } of chooseAgency(views, options.agency)) {
    const filter = buildFilter(view, { ...options, agency });
    found.push({ view, mails: await listMails(register, filter) });
  }
  return found;
}

/** The plans whose directories have the agency that is asked for, and its id in each; else all. */
function chooseAgency(views: readonly PlanView[], named: string | undefined) {
  if (named === undefined) return views.map((view) => ({ view, agency: undefined }));
  const chosen = views.flatMap((view) => {
    const agency = findAgency(view.directory, '--agency', named);
    return agency === null ? [] : [{ view, agency }];
  });
  if (chosen.length > 0 || views.length === 0) return chosen;
  const directories = views.map(({ directory }) => directory);
  throw unknownAgency(directories, '--agency', named);
}

// Each plan has its own clock, so a day is another server time for each.
function buildFilter(
  { record, plan }: PlanView,
  {
    agency,
    since,
    failed,
  }: Pick<MailsOptions, 'since' | 'failed'> & { readonly agency: AgencyId | undefined },
) {
  return {
    plan: record.plan,
    failed: failed === true,
    ...(agency === undefined ? {} : { agency }),
    ...(since === undefined
      ? {}
      : { since: addMs(startOfDay(since, plan.timezone), -record.shiftMs) }),
  };
}

function formatRow(io: Io, { wording, nameOf, present }: PlanView, mail: ListedMail): string[] {
  const colors = colorsFor(io.stdout, io.environment);
  const failed = ['refused', 'deferred', 'unknown'].includes(mail.state);
  const said = failed && mail.response !== null ? `: ${mail.response}` : '';
  const outcome = cleanForTerminal(`${wording.mailState[mail.state]}${said}`);
  return [
    wording.shortInstant(addMs(mail.sentAt ?? mail.leavesAt, mail.shiftMs), present.timezone),
    nameOf(mail.toAgency),
    wording.mailKind[mail.kind],
    cleanForTerminal(mail.subject ?? ''),
    failed ? colors.red(outcome) : outcome,
  ];
}

/** One paragraph for each mail. */
function formatFailed({ view, mails }: MailsOfPlan, { lang }: OutputOptions): string[] {
  const locale = lang ?? view.plan.locale;
  return mails.map((mail) => formatFailedMail(view, mail, locale).join('\n'));
}

/** Server times as they are recorded, the moment in plan time, and what to do about what failed. */
function describeJson(
  { view, mails }: MailsOfPlan,
  { failed, lang = view.plan.locale }: Pick<MailsOptions, 'failed' | 'lang'>,
) {
  return mails.map((mail) => ({
    at: inZone(addMs(mail.sentAt ?? mail.leavesAt, mail.shiftMs), view.plan.timezone),
    ...mail,
    ...(failed === true ? { toDo: adviseOn(mail, lang) } : {}),
  }));
}
