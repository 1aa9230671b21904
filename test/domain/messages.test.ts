import { describe, expect, it } from 'vitest';
import { failureTypes, queryNames, signalNames, updateNames } from '../../domain/messages.ts';

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
      waive: 'waive',
      close: 'close',
    });
    expect(signalNames).toEqual({ wake: 'wake' });
    expect(queryNames).toEqual({ state: 'state' });
    expect(failureTypes).toEqual({ refused: 'DondocRefused', draining: 'DondocDraining' });
  });
});
