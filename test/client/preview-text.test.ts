import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatPreview } from '../../client/preview-text.ts';
import { en } from '../../client/wording/en.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import type { Plan } from '../../domain/plan.ts';

function aNotice(number: number, to: string): LadderNotice {
  return {
    at: '2023-06-05T08:00:00.000+07:00',
    task: `A.${number}`,
    period: 'once',
    agency: to,
    to,
    role: 'lead',
    kind: 'dueSoon',
    step: 7,
    lastDay: '2023-06-14',
  };
}

function formatMorning(notices: LadderNotice[]): string[] {
  const plan: Partial<Plan> = { title: 'A plan', number: null, tasks: [] };
  const lines = formatPreview(
    { plan: 'p', assignments: [], notices, handovers: [] },
    {
      plan: plan as Plan,
      directory: { agencies: [], groups: {} },
      wording: en,
      colors: createColors(false),
      width: 60,
    },
  );
  return lines.slice(3);
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a morning', () => {
  it('is told task by task up to forty lines', () => {
    const lines = formatMorning(numbers(40).map((number) => aNotice(number, 'x')));
    expect(lines[0]).toBe('Monday 5 June 2023, 08:00: 40 notices for 1 agency');
    expect(lines.slice(1, 3)).toEqual([
      '  Reminder, 7 working days before',
      '    A.1, last day 14 June 2023: x',
    ]);
    expect(lines).toHaveLength(42);
  });

  it('is told by kind beyond, with the numbers of the tasks', () => {
    const lines = formatMorning(numbers(41).map((number) => aNotice(number, `x${number % 3}`)));
    expect(lines.slice(0, 3)).toEqual([
      'Monday 5 June 2023, 08:00: 41 notices for 3 agencies',
      '  Reminder, 7 working days before: 41 tasks, 3 agencies',
      '    A.1, A.2, A.3, A.4, A.5, A.6, A.7, A.8, A.9, A.10, A.11,',
    ]);
    expect(lines.at(-1)).toMatch(/A\.41$/);
  });

  it('names three recipients and counts the rest', () => {
    const lines = formatMorning(['a', 'b', 'c', 'd', 'e'].map((to) => aNotice(1, to)));
    expect(lines.at(-1)).toBe('    A.1, last day 14 June 2023: a; b; c and 2 more');
  });

  it('is absent when nobody is told anything', () => {
    expect(formatMorning([])).toEqual([]);
  });
});
