import { type Check, type Finding, messageOf, type Outcome, wrong } from './check.ts';

/** No check takes longer. */
export const checkLimitMs = 5_000;

/**
 * Runs all checks side by side and hands their findings back in order. What one of them throws is its
 * own finding and stops no other; one that has not ended after `limitMs` is said to be silent.
 */
export async function runChecks(
  checks: readonly Check[],
  limitMs: number = checkLimitMs,
): Promise<Finding[]> {
  const found = await Promise.all(checks.map((check) => runCheck(check, limitMs)));
  return found.flat();
}

async function runCheck(check: Check, limitMs: number): Promise<Finding[]> {
  const outcomes = await endWithin(limitMs, () => check.run()).catch((error: unknown) =>
    wrong(
      `the check failed: ${messageOf(error)}`,
      'mend what the message names; DONDOC_LOG_LEVEL=debug tells more where it is a fault of dondoc',
    ),
  );
  return [outcomes].flat().map((outcome) => ({ check: check.name, ...outcome }));
}

async function endWithin(
  limitMs: number,
  run: () => Promise<Outcome | readonly Outcome[]>,
): Promise<Outcome | readonly Outcome[]> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Outcome>((resolve) => {
    timer = setTimeout(
      () =>
        resolve(
          wrong(
            `no answer within ${limitMs / 1000} s`,
            'look at the load and the log of that server, and at the network between it and this machine',
          ),
        ),
      limitMs,
    );
  });
  try {
    return await Promise.race([run(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
