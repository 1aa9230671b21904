import { describe, expect, it } from 'vitest';
import {
  buildAutomaticHeaders,
  buildMessageId,
  buildThreadHeaders,
  hashOf,
} from '../../mail/headers.ts';

const domain = 'dondoc.dongthap.example';

describe('the Message-ID', () => {
  it('is the same for the same mail, in every process and version', () => {
    expect(buildMessageId({ mailKey: 'digest/dong-thap-2023/so-noi-vu/2023-06-05', domain })).toBe(
      '<mail.429bd95d4aeee91d5c7562ae75d508a7@dondoc.dongthap.example>',
    );
  });

  it('differs for another mail', () => {
    expect(buildMessageId({ mailKey: 'a', domain })).not.toBe(
      buildMessageId({ mailKey: 'b', domain }),
    );
  });

  it('refuses a domain that could end the header', () => {
    expect(() => buildMessageId({ mailKey: 'a', domain: 'x>\r\nBcc: y' })).toThrow(
      'Mail ids need a domain name',
    );
  });
});

describe('the thread', () => {
  it('is one per plan and agency', () => {
    const root = (plan: string, agency: string) =>
      buildThreadHeaders({ plan, agency, domain }).references;
    expect(root('p', 'a')).toBe(root('p', 'a'));
    expect(new Set([root('p', 'a'), root('p', 'b'), root('q', 'a'), root('pa', '')]).size).toBe(4);
  });

  it('has the same root as reference and parent', () => {
    const { inReplyTo, references } = buildThreadHeaders({ plan: 'p', agency: 'a', domain });
    expect(inReplyTo).toBe(references);
    expect(references).toMatch(/^<thread\.[0-9a-f]{32}@dondoc\.dongthap\.example>$/);
  });
});

describe('the headers of an automatic mail', () => {
  it('say so, and name the plan', () => {
    expect(buildAutomaticHeaders({ plan: 'dong-thap-2023', domain })).toEqual({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'List-Id': '<dong-thap-2023.plan.dondoc.dongthap.example>',
    });
  });

  it('hash a plan id that is no label', () => {
    expect(buildAutomaticHeaders({ plan: 'kế hoạch>', domain })['List-Id']).toBe(
      `<${hashOf(['plan', 'kế hoạch>'])}.plan.dondoc.dongthap.example>`,
    );
  });
});
