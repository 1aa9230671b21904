import type { Connection } from '@temporalio/client';
import { codeOf, type Outcome, ok, warning, wrong } from './check.ts';
import { judgeRefusal } from './reach-temporal.ts';

const dayMs = 86_400_000;
const advisedDays = 7;
/** gRPC: NOT_FOUND. */
const notFound = '5';

/** A namespace as the server describes it. */
export interface DescribedNamespace {
  readonly retentionMs: number;
  /** Whether workflows in it take updates: every answer of an agency is one. */
  readonly takesUpdates: boolean;
}

/** The namespace, or what is wrong with it. */
export async function describeNamespace(
  { workflowService }: Pick<Connection, 'workflowService'>,
  namespace: string,
): Promise<{ readonly described: DescribedNamespace | null; readonly outcome: Outcome }> {
  try {
    const { config, namespaceInfo } = await workflowService.describeNamespace({ namespace });
    const described = {
      retentionMs: Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1000,
      takesUpdates: namespaceInfo?.capabilities?.syncUpdate === true,
    };
    return { described, outcome: judgeUpdates(namespace, described) };
  } catch (error) {
    return { described: null, outcome: judgeFailure(namespace, error) };
  }
}

function judgeUpdates(namespace: string, { takesUpdates }: DescribedNamespace): Outcome {
  if (takesUpdates) return ok(namespace);
  return wrong(
    `${namespace}: its server takes no workflow updates, which every answer of an agency is`,
    'upgrade the Temporal server to 1.25 or newer, or set frontend.enableUpdateWorkflowExecution to true in its dynamic configuration',
  );
}

function judgeFailure(namespace: string, error: unknown): Outcome {
  const refused = judgeRefusal(error);
  if (refused !== null) return refused;
  if (codeOf(error) !== notFound) throw error;
  return wrong(
    `the server has no namespace "${namespace}"`,
    `temporal operator namespace create --namespace ${namespace} --retention 30d, or set TEMPORAL_NAMESPACE`,
  );
}

/** Histories of ended workflows vanish after it. */
export function judgeRetention(namespace: string, { retentionMs }: DescribedNamespace): Outcome {
  const days = Math.round((retentionMs / dayMs) * 10) / 10;
  const said = `${days} day${days === 1 ? '' : 's'}`;
  if (days >= advisedDays) return ok(said);
  return warning(
    `${said}: then the Web UI forgets an ended task, and nobody can see there why it ended as it did (the register keeps who was told and what was answered)`,
    `temporal operator namespace update --namespace ${namespace} --retention 30d (at least ${advisedDays}d)`,
  );
}
