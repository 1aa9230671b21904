import {
  ApplicationFailure,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
  upsertMemo,
} from '@temporalio/workflow';

interface Activities {
  complain(words: string): Promise<void>;
}

/** An update that is taken and then fails. */
export const complainUpdate = defineUpdate<void, [string]>('complain');

const { complain } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 1 },
});

/**
 * A workflow of the tests: it fails in every way in which one can, with words that it is given.
 * dondoc's own workflows refuse an update before they take it, and so leave few failures behind.
 */
export async function complaints(words: string): Promise<void> {
  let complained = false;
  setHandler(complainUpdate, (update) => {
    complained = true;
    throw ApplicationFailure.create({ message: `${words}: ${update}`, details: [update] });
  });
  upsertMemo({ words });
  await sleep(1, { summary: words });
  await condition(() => complained);
  await complain.executeWithOptions({ summary: words }, [words]);
}
