import { fileTargets } from './file-targets.ts';
import { phraseTarget } from './phrase-target.ts';
import type { Target } from './target.ts';
import { updateTarget } from './update-target.ts';

/** Everything that is fed with anything; the shares make one. */
export const allTargets: readonly Target[] = [phraseTarget, updateTarget, ...fileTargets];
