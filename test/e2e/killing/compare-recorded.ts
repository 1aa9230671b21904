import type { ExpectedNotice, ExpectedNotices } from './expected-notices.ts';

/** What tells one notice from another. */
type Identity = Pick<
  ExpectedNotice,
  'task' | 'period' | 'agency' | 'to' | 'step' | 'lastDay' | 'deadlineVersion'
> & {
  readonly at: string;
  readonly role: string;
  readonly kind: string;
};

/** Everything that tells one notice from another, on one line. */
export function identify(notice: Identity): string {
  const { task, period, agency, to, role, kind, step, lastDay, deadlineVersion } = notice;
  const at = new Date(notice.at).toISOString();
  return [at, task, period, agency, to, role, kind, step, lastDay, deadlineVersion].join(' ');
}

/** What is missing among the lines found, and what is there without being owed or once too often. */
export function compareRecorded(
  { required, allowed }: ExpectedNotices,
  found: readonly string[],
): string[] {
  const there = countLines(found);
  const most = countLines(allowed.map(identify));
  const least = countLines(required.map(identify));
  const missing = [...least].filter(([line, times]) => (there.get(line) ?? 0) < times);
  const unexpected = [...there].filter(([line, times]) => times > (most.get(line) ?? 0));
  return [
    ...missing.map(([line]) => `missing: ${line}`),
    ...unexpected.map(([line]) => `unexpected: ${line}`),
  ];
}

function countLines(lines: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const line of lines) counted.set(line, (counted.get(line) ?? 0) + 1);
  return counted;
}
