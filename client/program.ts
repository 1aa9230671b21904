import { Command } from 'commander';
import { readVersion } from '../worker/read-version.ts';
import type { Io } from './io.ts';

/** A command as the list shows it; the rest is loaded when it is called. */
interface Entry {
  readonly name: string;
  readonly description: string;
  load(): Promise<(io: Io) => Command>;
}

// Servers' clients and the workers' native part take seconds to load; `validate` needs none of them.
const groups: readonly (readonly [string, readonly Entry[]])[] = [
  [
    'Run:',
    [
      {
        name: 'up',
        description: 'run everything on this machine: Temporal, PostgreSQL, mail inbox, worker',
        load: async () => (await import('./commands/up.ts')).buildUpCommand,
      },
      {
        name: 'worker',
        description: 'one worker against given servers, until it is stopped',
        load: async () => (await import('./commands/worker.ts')).buildWorkerCommand,
      },
      {
        name: 'portal',
        description: 'the pages behind the links in mails, until it is stopped',
        load: async () => (await import('./commands/portal.ts')).buildPortalCommand,
      },
      {
        name: 'inbound',
        description: 'read the mailbox: what agencies reply, and mail that could not be delivered',
        load: async () => (await import('./commands/inbound.ts')).buildInboundCommand,
      },
      {
        name: 'codec-server',
        description: 'show the Temporal Web UI what is encrypted, to those who have the token',
        load: async () => (await import('./commands/codec-server.ts')).buildCodecServerCommand,
      },
      {
        name: 'doctor',
        description: 'check everything that an installation needs, and say how to mend it',
        load: async () => (await import('./commands/doctor.ts')).buildDoctorCommand,
      },
    ],
  ],
  [
    'Plans:',
    [
      {
        name: 'validate',
        description: 'check plan files: every mistake at once, or a summary of each',
        load: async () => (await import('./commands/validate.ts')).buildValidateCommand,
      },
      {
        name: 'preview',
        description: 'every notice that a plan will send if nobody answers; needs no server',
        load: async () => (await import('./commands/preview.ts')).buildPreviewCommand,
      },
      {
        name: 'rehearse',
        description: 'play a whole plan with the real workflows in virtual time',
        load: async () => (await import('./commands/rehearse.ts')).buildRehearseCommand,
      },
      {
        name: 'start',
        description: 'run a plan: open what is open, announce it, follow it to its end',
        load: async () => (await import('./commands/start.ts')).buildStartCommand,
      },
      {
        name: 'list',
        description: 'all plans, and where they stand',
        load: async () => (await import('./commands/list.ts')).buildListCommand,
      },
      {
        name: 'show',
        description: 'where a plan, a task or one of its periods stands; overdue first',
        load: async () => (await import('./commands/show.ts')).buildShowCommand,
      },
      {
        name: 'amend',
        description: 'let a running plan go on by a new version of its file',
        load: async () => (await import('./commands/amend.ts')).buildAmendCommand,
      },
      {
        name: 'set-deadline',
        description: 'give an undated task of a running plan a date',
        load: async () => (await import('./commands/set-deadline.ts')).buildSetDeadlineCommand,
      },
      {
        name: 'request',
        description: 'ask the leads of a task for an extra report',
        load: async () => (await import('./commands/request.ts')).buildRequestCommand,
      },
      {
        name: 'pause',
        description: 'stop reminding and opening until resume',
        load: async () => (await import('./commands/pause.ts')).buildPauseCommand,
      },
      {
        name: 'resume',
        description: 'go on with a paused plan',
        load: async () => (await import('./commands/resume.ts')).buildResumeCommand,
      },
      {
        name: 'close',
        description: 'end the follow-up of a plan',
        load: async () => (await import('./commands/close.ts')).buildCloseCommand,
      },
    ],
  ],
  [
    'Answers:',
    [
      {
        name: 'submit',
        description: 'hand in evidence on behalf of an agency; prints the receipt',
        load: async () => (await import('./commands/submit.ts')).buildSubmitCommand,
      },
      {
        name: 'review',
        description: 'accept what an agency handed in, or return it with a reason',
        load: async () => (await import('./commands/review.ts')).buildReviewCommand,
      },
      {
        name: 'acknowledge',
        description: 'record that an agency has taken note of its assignment',
        load: async () => (await import('./commands/acknowledge.ts')).buildAcknowledgeCommand,
      },
      {
        name: 'extend',
        description: 'ask for a later last day, grant one, or refuse it',
        load: async () => (await import('./commands/extend.ts')).buildExtendCommand,
      },
      {
        name: 'obstacle',
        description: 'report what keeps an agency from delivering, or answer it',
        load: async () => (await import('./commands/obstacle.ts')).buildObstacleCommand,
      },
      {
        name: 'instruct',
        description: 'pass on an instruction to an agency',
        load: async () => (await import('./commands/instruct.ts')).buildInstructCommand,
      },
      {
        name: 'remind',
        description: 'have an agency reminded once more of what it owes',
        load: async () => (await import('./commands/remind.ts')).buildRemindCommand,
      },
      {
        name: 'waive',
        description: 'stop an assignment by decision',
        load: async () => (await import('./commands/waive.ts')).buildWaiveCommand,
      },
      {
        name: 'reassign',
        description: 'pass an assignment on to another agency',
        load: async () => (await import('./commands/reassign.ts')).buildReassignCommand,
      },
      {
        name: 'reopen',
        description: 'open an assignment again that was accepted, stopped or lapsed by mistake',
        load: async () => (await import('./commands/reopen.ts')).buildReopenCommand,
      },
      {
        name: 'contribute',
        description: 'record what a coordinator has done for a lead',
        load: async () => (await import('./commands/contribute.ts')).buildContributeCommand,
      },
      {
        name: 'wait-for',
        description: 'record that a lead waits for another agency',
        load: async () => (await import('./commands/wait-for.ts')).buildWaitForCommand,
      },
    ],
  ],
  [
    'Record:',
    [
      {
        name: 'link',
        description: 'print the link that opens an agency’s page',
        load: async () => (await import('./commands/link.ts')).buildLinkCommand,
      },
      {
        name: 'links',
        description: 'end links that were given out',
        load: async () => (await import('./commands/links.ts')).buildLinksCommand,
      },
      {
        name: 'mails',
        description: 'what was sent, to whom, when, with what outcome',
        load: async () => (await import('./commands/mails.ts')).buildMailsCommand,
      },
      {
        name: 'history',
        description: 'the audit trail of a task’s period',
        load: async () => (await import('./commands/history.ts')).buildHistoryCommand,
      },
      {
        name: 'verify',
        description: 'check the hash chains, the evidence files, and what running workflows carry',
        load: async () => (await import('./commands/verify.ts')).buildVerifyCommand,
      },
      {
        name: 'backup',
        description: 'write the register and the evidence into a folder, while plans run',
        load: async () => (await import('./commands/backup.ts')).buildBackupCommand,
      },
      {
        name: 'restore',
        description: 'put a backup into an empty register, and check it',
        load: async () => (await import('./commands/restore.ts')).buildRestoreCommand,
      },
      {
        name: 'reconcile',
        description: 'after a restore: bring the register and Temporal together',
        load: async () => (await import('./commands/reconcile.ts')).buildReconcileCommand,
      },
    ],
  ],
];

/** Names of all commands, in the order of the list. */
export const commandNames: readonly string[] = groups.flatMap(([, entries]) =>
  entries.map(({ name }) => name),
);

/**
 * The command line `dondoc` for these words: the command they name in full, every other as the list
 * shows it. Writes to `io` and throws instead of exiting.
 */
export async function buildProgram(io: Io, words: readonly string[]): Promise<Command> {
  const program = buildFrame(io);
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  const called = first === 'help' ? second : first;
  for (const [heading, entries] of groups) {
    for (const entry of entries) {
      const command =
        entry.name === called
          ? (await entry.load())(io)
          : new Command(entry.name).description(entry.description);
      program.addCommand(command.copyInheritedSettings(program).helpGroup(heading));
      for (const part of command.commands) {
        // `dondoc mails retry --agency A`: an option belongs to the part behind whose name it stands.
        for (const whole of [program, command]) whole.enablePositionalOptions();
        part.copyInheritedSettings(command);
      }
    }
  }
  return program;
}

function buildFrame({ stdout, stderr }: Io): Command {
  return new Command('dondoc')
    .description('Đôn đốc: follows a public plan until every assigned task is delivered.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .commandsGroup('Help:')
    .showHelpAfterError('(dondoc --help, or dondoc COMMAND --help, shows what is possible)')
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 failed, 2 wrong usage or an invalid plan file.
Data goes to stdout, everything else to stderr. Settings: environment variables, or .env in this folder.

Examples:
  $ dondoc validate plans/dong-thap-2023.yaml
  $ dondoc start plans/xuan-thanh-2026.yaml
  $ dondoc show dong-thap-2023`,
    );
}
