import type { Command } from 'commander';
import {
  type DecideExtension,
  type Decision,
  type RequestExtension,
  updateNames,
} from '../../domain/messages.ts';
import type { IsoDay } from '../../domain/plan.ts';
import { usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import type { Io } from '../io.ts';
import {
  type About,
  type AssignmentOptions,
  addRequestOptions,
  buildAssignmentCommand,
} from '../options/assignment-options.ts';
import { describeMissing, refuseBeside, refuseUnlessOne } from '../options/combination.ts';
import { parseDay } from '../options/day.ts';
import { addDecisionOptions, type DecisionOptions, readDecision } from '../options/decision.ts';
import { parseWords } from '../options/words.ts';
import { requireCountedDay } from '../require-counted-day.ts';
import { updateAssignment } from '../update-assignment.ts';

/** What `extend` is given of its own. */
export interface ExtensionOptions extends DecisionOptions {
  readonly until?: IsoDay;
  readonly reason?: string;
  readonly grant?: IsoDay;
  readonly refuse?: string;
}

type ExtendOptions = AssignmentOptions & ExtensionOptions;

/** What is meant: asking for a later last day, or deciding on one. */
export type Meant =
  | { readonly what: 'request'; readonly says: Pick<RequestExtension, 'until' | 'reason'> }
  | {
      readonly what: 'decide';
      readonly says: Decision & Pick<DecideExtension, 'decision' | 'until' | 'reason'>;
    };

export function buildExtendCommand(io: Io): Command {
  const command = buildAssignmentCommand(
    'extend',
    'ask for a later last day, grant one, or refuse it',
  )
    .option('--until <day>', 'ask: the last day that is asked for', parseDay('--until'))
    .option('--reason <reason>', 'ask: why', parseWords('--reason'))
    .option('--grant <day>', 'decide: the new last day', parseDay('--grant'))
    .option('--refuse <reason>', 'decide: why not', parseWords('--refuse'))
    .addHelpText(
      'after',
      `
--grant and --refuse need --authority and --document; a last day may also be granted unasked.

Examples:
  $ dondoc extend dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --until 30/6/2023 --reason "Chờ số liệu cấp huyện"
  $ dondoc extend dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --grant 30/6/2023 \\
      --authority "Chủ tịch UBND tỉnh" --document "456/UBND-NC, 12/6/2023"
  $ dondoc extend dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --refuse "Đã gia hạn một lần" \\
      --authority "Chủ tịch UBND tỉnh" --document "457/UBND-NC, 12/6/2023"`,
    );
  return addRequestOptions(addDecisionOptions(command)).action(
    (plan: string, task: string, period: string, options: ExtendOptions) =>
      withContext(io, (context) => extend(context, { plan, task, period }, options)),
  );
}

/** Asks for a later last day, which changes nothing until it is decided; or grants or refuses one. */
export async function extend(
  context: Context,
  about: About,
  options: ExtendOptions,
): Promise<void> {
  const meant = readExtension(options);
  if (meant.what === 'decide') {
    return updateAssignment<DecideExtension>(context, about, options, {
      name: updateNames.decideExtension,
      build: (base, view, { cycle }) => {
        requireCountedDay('--grant', meant.says.until, view, cycle);
        return { ...base, ...meant.says };
      },
    });
  }
  await updateAssignment<RequestExtension>(context, about, options, {
    name: updateNames.requestExtension,
    build: (base, view, { cycle }) => {
      requireCountedDay('--until', meant.says.until, view, cycle);
      return { ...base, ...meant.says };
    },
    extra: ({ wording }) => [[wording.extensionAsked, wording.day(meant.says.until)]],
  });
}

/** What the options mean together. @throws CliError (usage) naming what is missing or too much */
export function readExtension(options: ExtensionOptions): Meant {
  const { until, reason, grant, refuse } = options;
  if (grant === undefined && refuse === undefined) return readRequest(options);
  refuseUnlessOne({ '--grant DAY': grant, '--refuse REASON': refuse });
  const beside = grant === undefined ? '--refuse' : '--grant';
  refuseBeside(beside, { '--until': until, '--reason': reason }, [
    '--until and --reason ask for an extension; --grant DAY and --refuse REASON decide on it',
  ]);
  const decision = readDecision(options, beside);
  return {
    what: 'decide',
    says: {
      ...decision,
      decision: grant === undefined ? 'refuse' : 'grant',
      until: grant ?? null,
      reason: refuse ?? null,
    },
  };
}

function readRequest({ until, reason, authority, document }: ExtensionOptions): Meant {
  if (until === undefined && reason === undefined) {
    throw usageError('expected an extension to ask for or to decide on, found neither', [
      'to ask: --until DAY --reason REASON',
      'to decide: --grant DAY or --refuse REASON, with --authority WHO --document "SỐ, NGÀY"',
    ]);
  }
  const beside = until === undefined ? '--reason' : '--until';
  if (until === undefined || reason === undefined) {
    throw describeMissing(beside, { '--until DAY': until, '--reason REASON': reason });
  }
  refuseBeside(beside, { '--authority': authority, '--document': document }, [
    'who asks decides nothing: --authority and --document belong to --grant and --refuse',
  ]);
  return { what: 'request', says: { until, reason } };
}
