import { Command } from 'commander';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { AgencyId, IsoDay } from '../../domain/plan.ts';
import { computePreview, type Preview } from '../../domain/preview.ts';
import { usageError } from '../cli-error.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine } from '../io.ts';
import { parseDay } from '../options/day.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { formatPreview } from '../preview-text.ts';
import { resolveAgency } from '../resolve-agency.ts';
import { wordingFor } from '../wording/wording-for.ts';
import { loadValidPlan } from './validate.ts';

interface PreviewOptions extends OutputOptions {
  readonly from?: IsoDay;
  readonly to?: IsoDay;
  readonly agency?: string;
}

export function buildPreviewCommand(io: Io): Command {
  const command = new Command('preview')
    .description('every notice that a plan will send if nobody answers; needs no server')
    .argument('<file>', 'plan file (YAML)')
    .option(
      '--from <day>',
      'first day that is followed; the day of issue by default',
      parseDay('--from'),
    )
    .option('--to <day>', 'last day that is shown', parseDay('--to'))
    .option('--agency <agency>', 'only what concerns this agency or is told to it')
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc preview plans/dong-thap-2023.yaml --to 30/6/2023
  $ dondoc preview plans/dong-thap-2023.yaml --agency so-noi-vu --json`,
    );
  return addOutputOptions(command).action((file: string, options: PreviewOptions) =>
    previewFile(io, file, options),
  );
}

/** Prints what a plan will tell whom; reads no clock. */
export async function previewFile(io: Io, file: string, options: PreviewOptions): Promise<void> {
  const { from, to } = options;
  if (from !== undefined && to !== undefined && from > to) {
    throw usageError(`--to: expected a day on or after --from (${from}), found ${to}`);
  }
  const { plan, directory } = await loadValidPlan(io, file, options);
  const agency = resolveAgency(directory, '--agency', options.agency);
  const tracking = { from: options.from ?? plan.issued, includePast: false };
  const whole = computePreview(plan, directory, vietnamCalendar, tracking);
  const preview = selectPreview(whole, {
    ...(to === undefined ? {} : { to }),
    ...(agency === undefined ? {} : { agency }),
  });
  if (options.json === true) {
    printJson(io, preview);
    return;
  }
  const lines = formatPreview(preview, {
    plan,
    directory,
    wording: wordingFor(options.lang ?? plan.locale),
    colors: colorsFor(io.stdout, io.environment),
    width: lineWidth(io.stdout),
  });
  for (const line of lines) printLine(io, line);
}

/**
 * The part of a preview up to a local day, for one agency. Instants carry the plan's offset, so their
 * first ten letters are the local day.
 */
export function selectPreview(
  preview: Preview,
  { to, agency }: { readonly to?: IsoDay; readonly agency?: AgencyId },
): Preview {
  const byThen = (at: string) => to === undefined || at.slice(0, 10) <= to;
  const concerns = (ids: readonly (AgencyId | null)[]) =>
    agency === undefined || ids.includes(agency);
  return {
    plan: preview.plan,
    assignments: preview.assignments.filter(
      (assignment) => byThen(assignment.opensAt) && concerns([assignment.agency]),
    ),
    notices: preview.notices.filter(
      (notice) => byThen(notice.at) && concerns([notice.agency, notice.to]),
    ),
    handovers: preview.handovers.filter(
      ({ at, from, to: successor }) => byThen(at) && concerns([from, successor]),
    ),
  };
}
