import { describe, expect, it } from 'vitest';
import { findAgency, requireAgency, unknownAgency } from '../../client/resolve-agency.ts';
import type { Agency, Directory } from '../../domain/plan.ts';

function anAgency(id: string, name: string, aliases: readonly string[] = []): Agency {
  return {
    id,
    name,
    aliases,
    level: 'province',
    superior: null,
    email: [],
    via: null,
    validFrom: null,
    validTo: null,
    successor: null,
  };
}

const directory: Directory = {
  agencies: [
    anAgency('so-noi-vu', 'Sở Nội vụ', ['SNV']),
    anAgency('so-tai-chinh', 'Sở Tài chính', ['Sở']),
    anAgency('so-y-te', 'Sở Y tế', ['Sở']),
  ],
  groups: { 'cac-so': { members: ['so-noi-vu', 'so-tai-chinh'] } },
};

describe('an agency that a caller names', () => {
  it.each([
    'so-noi-vu',
    'SO-NOI-VU',
    'Sở Nội vụ',
    'sở  nội VỤ',
    'snv',
    'Sở Nội vụ'.normalize('NFD'),
  ])('is found as %j', (named) => {
    expect(findAgency(directory, '--agency', named)).toBe('so-noi-vu');
  });

  it('is no group', () => {
    expect(findAgency(directory, '--agency', 'cac-so')).toBeNull();
  });

  it('is refused when several bear the name, with their ids', () => {
    expect(() => findAgency(directory, '--by', 'Sở')).toThrow(
      '--by: expected one agency, found Sở, a name of 2: so-tai-chinh, so-y-te',
    );
  });

  it('is refused with the nearest id, name or alias', () => {
    expect(() => requireAgency(directory, '--agency', 'so-noi-vx')).toThrow('mean so-noi-vu?');
    expect(() => requireAgency(directory, '--agency', 'Sở Nội vự')).toThrow('mean Sở Nội vụ?');
    expect(() => requireAgency(directory, '--agency', 'qqqqqqqqqq')).toThrow(/qqqqqqqqqq$/);
  });

  it('is refused with the nearest name of several directories', () => {
    const other = { agencies: [anAgency('ubnd-xa', 'UBND xã')], groups: {} };
    const refusal = unknownAgency([directory, other], '--agency', 'ubnd-x\u001b[31ma1');
    expect(refusal.exitCode).toBe(2);
    expect(refusal.message).toContain('found no ubnd-xa1');
  });
});
