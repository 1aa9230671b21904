import type { Connection } from '@temporalio/client';
import type { Check } from './check.ts';
import { notChecked } from './check.ts';
import { judgeTemporalClock } from './clocks.ts';
import { describeNamespace, judgeRetention } from './namespace.ts';
import { findWorkers, judgeWorkers, type Poller } from './pollers.ts';
import { checkSearchAttributes } from './search-attributes-check.ts';

/** What the checks of a namespace ask. */
export interface NamespaceToCheck {
  readonly connection: Connection;
  readonly namespace: string;
  /** True before the first plan: then what a worker makes or does may be missing. */
  isNew(): Promise<boolean>;
  readonly pollers: Promise<readonly Poller[]>;
  /** This machine's clock, ms since 1970. */
  now(): number;
}

/** Checks that need a connection to Temporal. All but the first need the namespace as well. */
export function listTemporalChecks(to: NamespaceToCheck): readonly Check[] {
  const { connection, namespace, isNew, pollers, now } = to;
  const described = describeNamespace(connection, namespace);
  const within = (check: Check): Check => ({
    name: check.name,
    run: async () =>
      (await described).described === null ? notChecked('see "namespace"') : await check.run(),
  });
  return [
    { name: 'namespace', run: async () => (await described).outcome },
    {
      name: 'retention',
      run: async () => {
        const { described: found } = await described;
        return found === null ? notChecked('see "namespace"') : judgeRetention(namespace, found);
      },
    },
    within({
      name: 'search attributes',
      run: async () => await checkSearchAttributes(connection, namespace, await isNew()),
    }),
    within({
      name: 'worker',
      run: async () => judgeWorkers(findWorkers(await pollers, now()), await isNew()),
    }),
    within({
      name: 'clock of Temporal',
      run: async () => {
        const heard = (await pollers).map(({ lastAccessMs }) => lastAccessMs);
        return judgeTemporalClock(heard, now());
      },
    }),
  ];
}
