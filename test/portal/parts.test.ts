import { describe, expect, it } from 'vitest';
import { derivePartId } from '../../portal/actions/part-request.ts';
import { readChosen, writeChosen } from '../../portal/chosen.ts';
import { placeOf, readPage, sliceOf } from '../../portal/paging.ts';

describe('the request ids of one form’s parts', () => {
  // The example of RFC 9562, appendix A.4.
  const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

  it('are UUIDs of version 5', () => {
    expect(derivePartId(namespace, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('differ by part and by form, and are the same again', () => {
    const other = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
    const ids = [namespace, other].flatMap((form) =>
      ['1/2023-Q2/xã-001', '1/2023-Q2/xã-002'].map((part) => derivePartId(form, part)),
    );
    expect(new Set(ids).size).toBe(4);
    expect(derivePartId(other, '1/2023-Q2/xã-002')).toBe(ids[3]);
  });
});

describe('a box', () => {
  it('names an assignment and the submission that was looked at, whatever letters stand in them', () => {
    const target = { task: '6.10/a', period: '2023-Q2', agency: 'xã %2F', submittedAt: 'x/y' };
    expect(readChosen(writeChosen(target))).toEqual(target);
    const none = { ...target, submittedAt: null };
    expect(readChosen(writeChosen(none))).toEqual({ ...none, submittedAt: '' });
  });

  it.each(['', 'a', 'a/b/c', 'a/b/c/d/e', '%/b/c/d'])('is none of ours: "%s"', (value) => {
    expect(readChosen(value)).toBeNull();
  });
});

describe('the pages of a long list', () => {
  it.each([
    [undefined, 1],
    ['2', 2],
    ['0', 1],
    ['-1', 1],
    ['1.5', 1],
    ['x', 1],
    ['99999999999', 1],
  ])('an address asks for %s: page %i', (text, page) => {
    expect(readPage(text)).toBe(page);
  });

  it('have a hundred rows each', () => {
    expect(sliceOf(3)).toEqual({ limit: 100, offset: 200 });
    expect(placeOf(1, 0)).toEqual({ page: 1, pages: 1 });
    expect(placeOf(2, 101)).toEqual({ page: 2, pages: 2 });
  });
});
