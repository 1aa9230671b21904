import { join } from 'node:path';
import { Command } from 'commander';
import type { Logger } from 'pino';
import { inZone, toDay } from '../../domain/local-time.ts';
import type { Plan } from '../../domain/plan.ts';
import { formatInstant } from '../../domain/written-dates.ts';
import { LOOPBACK } from '../../embedded/loopback-port.ts';
import { startPortal } from '../../portal/serve.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { findPackageRoot } from '../../register/package-root.ts';
import { listPlans } from '../../register/plan-records.ts';
import { createLog } from '../../worker/log.ts';
import { type InstalledTemporal, installTemporal } from '../../worker/metrics/install-temporal.ts';
import { dataPath, readSettings, type Settings } from '../../worker/settings.ts';
import { startPlan } from '../../worker/start-plan.ts';
import { waitForStopSignal } from '../../worker/stop-signal.ts';
import { startUp, type Up } from '../../worker/up.ts';
import { CliError } from '../cli-error.ts';
import { type Io, printLine, tellLine } from '../io.ts';
import { loadValidPlan } from './validate.ts';

/** The plan that shows what dondoc does, on the first start. */
const demonstration = 'plans/xuan-thanh-2026.yaml';

interface UpOptions {
  readonly demo: boolean;
}

export function buildUpCommand(io: Io): Command {
  return new Command('up')
    .description('run everything on this machine: Temporal, PostgreSQL, a mail inbox, the worker')
    .option('--no-demo', 'start without the demonstration plan')
    .addHelpText(
      'after',
      `
All data stands in one folder (DONDOC_DATA, .dondoc by default); ctrl-c stops everything, a second
start goes on where it was. Every mail is caught and shown in the inbox: nobody outside gets one.

Example:
  $ dondoc up`,
    )
    .action((options: UpOptions) => runUp(io, options));
}

/** Runs everything until SIGINT or SIGTERM. @throws CliError when a part stops by itself */
export async function runUp(io: Io, options: UpOptions): Promise<void> {
  const settings = readSettings(io.environment);
  const log = createLog(settings, io.stderr.isTerminal);
  const { shutDown, metricsAddress } = await installTemporal(log, settings);
  try {
    await serveUntilStopped(io, settings, log, { ...options, metricsAddress });
  } finally {
    await shutDown();
  }
}

async function serveUntilStopped(
  io: Io,
  settings: Settings,
  log: Logger,
  options: UpOptions & Pick<InstalledTemporal, 'metricsAddress'>,
): Promise<void> {
  const stopped = waitForStopSignal().then(() => null);
  const tell = (line: string) => tellLine(io, line);
  const up = await startUp(settings, log, tell, {
    metricsAddress: options.metricsAddress,
    openPortal: (deps, port) =>
      startPortal(
        {
          ...deps,
          store: new FolderEvidenceStore(dataPath(settings, 'evidence')),
          log: log.child({}, { level: 'warn' }),
          proxies: 0,
          now: () => io.now(),
        },
        { host: LOOPBACK, port },
      ),
  });
  try {
    if (options.demo && (await listPlans(up.register)).length === 0) {
      await startDemonstration(io, up, settings);
    }
    printAddresses(io, up, settings);
    const reason = await Promise.race([stopped, up.broken]);
    if (reason !== null) {
      throw new CliError(`expected everything to keep running, found: ${reason}`, {
        advice: [`see the logs in ${settings.dataDir}, then start again: dondoc up`],
      });
    }
    tellLine(io, 'stopping …');
  } finally {
    await up.stop();
  }
}

/** Follows the demonstration plan from today, or from the same day of its own year. */
async function startDemonstration(io: Io, up: Up, settings: Settings): Promise<void> {
  const file = join(findPackageRoot(import.meta.url), demonstration);
  const { plan, directory, text } = await loadValidPlan(io, file, {});
  const shiftMs = computeDemonstrationShift(plan, io.now());
  const planNow = new Date(io.now() + shiftMs).toISOString();
  await startPlan(up, {
    plan,
    directory,
    text,
    trackingFrom: toDay(planNow, plan.timezone),
    includePast: false,
    announceAtOnce: true,
    shiftMs,
    answersPerRun: settings.answersPerRun,
  });
  const day = formatInstant(inZone(planNow, plan.timezone), plan.timezone, plan.locale);
  tellLine(io, `Bắt đầu theo dõi kế hoạch mẫu ${plan.plan} (lúc ${day} theo lịch của kế hoạch)`);
}

/**
 * Plan time less server time for a start at `nowMs`: none within the plan's years, else whole years,
 * so that it is the same day of the year within the plan. The plan always tells something on its
 * first day, since what is open then is announced at once.
 */
export function computeDemonstrationShift(plan: Plan, nowMs: number): number {
  const today = toDay(new Date(nowMs).toISOString(), plan.timezone);
  if (today >= plan.issued && today <= plan.to) return 0;
  const year = plan.to.slice(0, 4);
  const wanted = new Date(nowMs);
  wanted.setUTCFullYear(Number(year));
  const day = toDay(wanted.toISOString(), plan.timezone);
  if (day < plan.issued) wanted.setUTCMonth(wanted.getUTCMonth() + 1);
  return wanted.getTime() - nowMs;
}

function printAddresses(io: Io, { addresses }: Up, settings: Settings): void {
  const rows = [
    ['Hộp thư (web)', addresses.inboxUrl],
    ...(addresses.portalUrl === null ? [] : [['Trang trả lời', addresses.portalUrl] as const]),
    ['Temporal Web UI', addresses.temporalUi],
    ...(addresses.codecUrl === null ? [] : [['Giải mã', addresses.codecUrl] as const]),
    ['Temporal', addresses.temporalAddress],
    ['SMTP', addresses.smtpUrl],
    ['Dữ liệu', settings.dataDir],
  ] as const;
  printLine(io, '');
  printLine(io, 'dondoc đang chạy. Nhấn ctrl-c để dừng.');
  for (const [name, value] of rows) printLine(io, `  ${name.padEnd(16)} ${value}`);
  printLine(io, '');
  printLine(io, 'Trong cửa sổ khác: npx dondoc list, npx dondoc show xuan-thanh-2026');
}
