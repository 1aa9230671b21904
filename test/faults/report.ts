import Table from 'cli-table3';
import type { RunReport } from './run-faults.ts';

/** A report as a table for people. */
export function formatReport(report: RunReport): string {
  const { verdict, faults } = report;
  const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  const table = new Table({ chars, style: { border: [] } });
  const add = (what: string, value: string | number) => table.push([what, String(value)]);
  for (const [kind, count] of sorted(report.injected)) add(`fault ${kind}`, count);
  for (const [trouble, count] of sorted(report.mailTroubles)) add(`mail server: ${trouble}`, count);
  add('files cut by the system', report.filesCut);
  add('commands repeated', report.commandsRepeated);
  for (const [name, count] of sorted(report.endedByThemselves))
    add(`${name}: ended unkilled`, count);
  for (const [end, count] of Object.entries(verdict.notices)) add(`notices ${end}`, count);
  const { mails, once, twice, doubts, refused, withdrawn } = verdict.mails;
  add('mails on record', mails);
  add('mails delivered once', once);
  add('mails delivered more than once', twice);
  add('doubts on record', doubts);
  add('mails refused for good', refused);
  add('mails withdrawn', withdrawn);
  add('answers with a receipt', verdict.answers);
  add('events in whole chains', verdict.events);
  add('longest delay of a notice', seconds(verdict.longestDelayMs));
  add('slowest answer', seconds(verdict.slowestAnswerMs));
  add('settled after', `${report.settledAfterSeconds} s`);
  add('discrepancies', faults.length);
  const heading = `seed ${report.seed}, ${report.seconds} s`;
  return [heading, table.toString(), ...faults.map((fault) => `✗ ${fault}`), ''].join('\n');
}

function sorted(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
