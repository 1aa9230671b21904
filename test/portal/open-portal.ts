import { createSecretKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import pino from 'pino';
import { computeLinkExpiry, type LinkRole } from '../../domain/link.ts';
import { signLink } from '../../links/link-token.ts';
import type { usualLimits } from '../../portal/limits.ts';
import { startPortal } from '../../portal/serve.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { readGeneration } from '../../register/queries/link-generations.ts';
import { createLinkWriter } from '../../worker/link-keys.ts';
import type { ListeningServer } from '../../worker/listen-http.ts';
import type { StartPlan } from '../../worker/start-plan.ts';
import type { TestPlan } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { openStage, type Stage, type StageOptions } from '../rig/stage.ts';

/** Real servers with a worker and a portal between them, and a plan that runs: 7/6/2023, 09:00. */
export interface PortalStage {
  readonly stage: Stage;
  readonly portal: ListeningServer;
  readonly source: TestPlan;
  readonly store: FolderEvidenceStore;
  readonly evidenceFolder: string;
  /** Everything the portal logged, one JSON object per line. */
  readonly logged: string[];
  /** Address of an agency's link. */
  linkOf(agency: string, role?: LinkRole): Promise<string>;
  stop(): Promise<void>;
}

export interface PortalStageOptions extends StageOptions {
  readonly limits?: typeof usualLimits;
  /** How the plan is started, where that is not as usual. */
  readonly start?: Partial<StartPlan>;
}

export const testKeys = [{ id: 'k1', secret: createSecretKey(Buffer.alloc(32, 7)) }];

/** Starts them; the portal stands on a free port. */
export async function openPortalStage(
  source: TestPlan,
  { limits, start, ...options }: PortalStageOptions = {},
): Promise<PortalStage> {
  const port = await getPort({ host: '127.0.0.1' });
  const linkTo = createLinkWriter(`http://127.0.0.1:${port}`, testKeys);
  const stage = await openStage(startTestTemporal, { linkTo, ...options });
  const evidenceFolder = await mkdtemp(join(tmpdir(), 'dondoc-portal-'));
  const store = new FolderEvidenceStore(evidenceFolder);
  const logged: string[] = [];
  const portal = await startPortal(
    {
      register: stage.register,
      client: stage.client,
      store,
      keys: testKeys,
      log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
      proxies: 0,
      ...(limits === undefined ? {} : { limits }),
      now: Date.now,
    },
    { host: '127.0.0.1', port },
  );
  await stage.start(source, start);
  return {
    stage,
    portal,
    source,
    store,
    evidenceFolder,
    logged,
    linkOf: async (agency, role = 'agency') => {
      const { plan } = source.plan;
      const generation = await readGeneration(stage.register, plan, agency);
      const expiresAt = computeLinkExpiry(source.plan, 0);
      // Valid for the test, whenever it runs: its plan is of 2023.
      const later = new Date(Math.max(Date.parse(expiresAt), Date.now() + 3_600_000)).toISOString();
      const link = { plan, agency, role, generation, expiresAt: later };
      return `${portal.url}/v/${await signLink(testKeys, link)}`;
    },
    stop: async () => {
      await portal.stop();
      await stage.stop();
      await rm(evidenceFolder, { recursive: true, force: true });
    },
  };
}
