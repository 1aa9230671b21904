import { notChecked, type Outcome, ok, warning, wrong } from './check.ts';

const tolerableMs = 2_000;
const harmfulMs = 30_000;

const fix =
  'set the clocks of both machines by NTP: timedatectl set-ntp true, then timedatectl shows "synchronized: yes"';

/** `aheadMs`: how far the clock of a server is ahead of this machine's; behind when negative. */
export function judgeClock(aheadMs: number): Outcome {
  const apart = Math.abs(aheadMs);
  const seconds = `${(apart / 1000).toFixed(1)} s`;
  if (apart <= tolerableMs) return ok(`${seconds} apart`);
  const said = `${seconds} ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's`;
  return apart <= harmfulMs
    ? warning(said, fix)
    : wrong(`${said}: deadlines are decided by these clocks`, fix);
}

/**
 * Temporal tells nobody its time; what it last heard from a worker bears its time, and lies in its
 * past. So only a clock that is ahead of this machine's can be found.
 */
export function judgeTemporalClock(lastAccessMs: readonly number[], nowMs: number): Outcome {
  if (lastAccessMs.length === 0) {
    return notChecked('Temporal shows its time only with what workers ask of it, and none does');
  }
  const aheadMs = Math.max(...lastAccessMs) - nowMs;
  return aheadMs > tolerableMs
    ? judgeClock(aheadMs)
    : ok("not ahead of this machine's; whether it is behind, Temporal tells nobody");
}

/** How far a clock is ahead that was asked between two looks at ours. */
export function computeAheadMs(serverMs: number, before: number, after: number): number {
  return serverMs - (before + after) / 2;
}
