import { Connection } from '@temporalio/client';
import {
  type InternalConnectionOptions,
  InternalConnectionOptionsSymbol,
} from '@temporalio/client/lib/connection.js';
import { msToTs, requiredTsToMs } from '@temporalio/common/lib/time.js';

/**
 * The clock of a time-skipping server.
 *
 * **The lock is a counter for the whole server.** It starts at 1: time runs as on the wall.
 * `unlock` takes one away, `lock` adds one; at 0 the server jumps to the next timer whenever no
 * workflow or activity task is waiting, and it adds one itself while an activity runs. Whoever
 * unlocks twice therefore takes away the lock of a running activity, and time jumps past its
 * timeout. The `result()` of the SDK's *test* client unlocks too. So, per server: **one
 * outstanding `sleep`, or one unlocked stretch, or one test client's `result()`; everything else
 * through a plain `Client`**, whose `result()` only waits (docs/workflow-rules.md, rule 12). This object
 * refuses a second stretch; what other processes and the SDK's test client do it cannot see.
 */
export interface TestService {
  /** The server's own, possibly skipped, time in milliseconds since 1970 (UTC). */
  getCurrentTime(): Promise<number>;
  /** Lets the server skip until `ms` milliseconds of its time have passed; resolves then. */
  sleep(ms: number): Promise<void>;
  /** Lets the server skip until `lock` is called. Throws when it is skipping already. */
  unlock(): Promise<void>;
  /** Ends what `unlock` began. Throws when nothing was begun. */
  lock(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects to the clock of a time-skipping server at `address` (`host:port`). The connection is
 * its own: plain connections, such as our clients have, do not carry this service.
 */
export async function createTestService(address: string): Promise<TestService> {
  const options: InternalConnectionOptions = {
    address,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  const connection = await Connection.connect(options);
  const { testService } = connection;
  if (testService === undefined) throw new Error('Expected the SDK to offer the test service.');
  let skipping = false;
  const begin = () => {
    if (skipping) {
      throw new Error(
        'Expected the time-skipping server to stand still, but a sleep or an unlock is outstanding. ' +
          'Wait for it first: two at once take away the lock of running activities.',
      );
    }
    skipping = true;
  };
  return {
    async getCurrentTime() {
      const { time } = await testService.getCurrentTime({});
      return requiredTsToMs(time, 'time');
    },
    async sleep(ms) {
      begin();
      try {
        await testService.unlockTimeSkippingWithSleep({ duration: msToTs(ms) });
      } finally {
        skipping = false;
      }
    },
    async unlock() {
      begin();
      await testService.unlockTimeSkipping({});
    },
    async lock() {
      if (!skipping) throw new Error('Expected an unlock before this lock, but there was none.');
      await testService.lockTimeSkipping({});
      skipping = false;
    },
    close: () => connection.close(),
  };
}
