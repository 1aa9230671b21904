import { describe, expect, it } from 'vitest';
import { countInjected, injectInto } from './injection.ts';

describe('a hostile value', () => {
  it('is never more than text: not in a mail, on a terminal, in the Web UI, or in a path', async () => {
    const before = countInjected();
    await injectInto(10_000, 20230605);
    expect(countInjected() - before).toBeGreaterThanOrEqual(10_000);
  }, 120_000);
});
