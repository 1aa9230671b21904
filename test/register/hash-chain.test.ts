import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../register/canonical-json.ts';
import { chainEvents, computeEventHash, emptyHead } from '../../register/hash-chain.ts';
import { anEvent } from './batches.ts';

const origin = { workflowId: 'task:p/1/2023', seq: 1, recordedAt: '2026-06-05T01:00:00.000Z' };

describe('canonicalJson', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'é', 10: 0, 9: 0 })).toBe(
      '{"10":0,"9":0,"a":"é","b":[{"c":null,"d":1}]}',
    );
  });

  it('leaves out what JSON cannot carry', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });
});

describe('a chain of events', () => {
  it('starts at the empty head and links each event to the one before it', () => {
    const { links, head } = chainEvents(
      { head: emptyHead, length: 0 },
      [anEvent(), anEvent({ kind: 'closed' })],
      origin,
    );
    expect(links.map(({ n, prev }) => ({ n, prev }))).toEqual([
      { n: 1, prev: '' },
      { n: 2, prev: links[0]?.hash },
    ]);
    expect(head).toBe(links[1]?.hash);
  });

  it('does not depend on how it is cut into batches, but for their numbers', () => {
    const one = chainEvents({ head: emptyHead, length: 0 }, [anEvent(), anEvent()], origin);
    const first = chainEvents({ head: emptyHead, length: 0 }, [anEvent()], origin);
    const second = chainEvents({ head: first.head, length: 1 }, [anEvent()], origin);
    expect(second.head).toBe(one.head);
  });

  it('keeps its hashes from one version of the code to the next', () => {
    expect(computeEventHash(emptyHead, { ...anEvent(), ...origin, n: 1 })).toBe(
      '968a141bac3134be1ba05602c3c24d86783aafe8796be40d5745e2c54608c55f',
    );
  });
});
