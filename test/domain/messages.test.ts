import { describe, expect, it } from 'vitest';
import {
  failureTypes,
  queryNames,
  signalNames,
  updateEvents,
  updateNames,
} from '../../domain/messages.ts';

describe('the names by which a workflow is spoken to', () => {
  it('stay what clients and recorded histories know', () => {
    expect(updateNames).toEqual({
      acknowledge: 'acknowledge',
      submitEvidence: 'submitEvidence',
      review: 'review',
      requestExtension: 'requestExtension',
      decideExtension: 'decideExtension',
      reportObstacle: 'reportObstacle',
      answerObstacle: 'answerObstacle',
      instruct: 'instruct',
      remind: 'remind',
      waive: 'waive',
      reassign: 'reassign',
      reopen: 'reopen',
      contribute: 'contribute',
      waitFor: 'waitFor',
      amend: 'amend',
      setDeadline: 'setDeadline',
      request: 'request',
      pause: 'pause',
      resume: 'resume',
      close: 'close',
    });
    expect(signalNames).toEqual({ wake: 'wake' });
    expect(queryNames).toEqual({ state: 'state' });
    expect(failureTypes).toEqual({ refused: 'DondocRefused', draining: 'DondocDraining' });
  });

  it('are each recorded under kinds of event of their own', () => {
    const kinds = Object.values(updateEvents).flat();
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(updateEvents.amend).toEqual(['planAmended', 'periodAmended']);
    expect(updateEvents.pause).toEqual(['planPaused', 'paused']);
    expect(updateEvents.resume).toEqual(['planResumed', 'resumed']);
    expect(updateEvents.close).toEqual(['closed', 'planClosed']);
  });
});
