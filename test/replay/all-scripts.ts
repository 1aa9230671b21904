import { answerScripts } from './answer-scripts.ts';
import { changesAtOnce, longScripts, planScripts } from './plan-scripts.ts';
import type { Script } from './script.ts';
import { downtimeScripts, splitScripts, timeScripts } from './time-scripts.ts';

/** Scripts that go in real time, within moments. */
export const momentScripts: readonly Script[] = [
  ...answerScripts,
  ...downtimeScripts,
  ...changesAtOnce,
];

/** Scripts that take days. */
export const dayScripts: readonly Script[] = [...timeScripts, ...planScripts, ...splitScripts];

/** Every script whose histories are kept. */
export const allScripts: readonly Script[] = [...momentScripts, ...dayScripts, ...longScripts];
