import { formatBytes } from '../domain/written-numbers.ts';
import type { HistoryEntry } from '../register/queries/read-history.ts';
import { describeEventData } from './event-text.ts';
import type { PlanView } from './plan-view.ts';
import { formatTable } from './table.ts';
import { cleanForTerminal } from './terminal-text.ts';

type View = Pick<PlanView, 'wording' | 'nameOf' | 'present'>;

/** The audit trail as a table: when, what, whom it concerns, details, hash (its first 12 digits). */
export function formatHistory(entries: readonly HistoryEntry[], view: View, width: number): string {
  const { wording, present } = view;
  const { columns } = wording;
  const rows = entries.map((entry) => {
    const { what, who, details, hash } = describeEntry(entry, view);
    return [
      wording.shortInstant(entry.at, present.timezone),
      what,
      who,
      details,
      hash.slice(0, 12),
    ];
  });
  return formatTable(
    [
      { title: columns.at },
      { title: columns.what, flexible: true },
      { title: columns.agency, flexible: true },
      { title: columns.details, flexible: true },
      { title: columns.hash },
    ],
    rows,
    width,
  );
}

interface Described {
  readonly what: string;
  readonly who: string;
  readonly details: string;
  readonly hash: string;
}

function describeEntry(entry: HistoryEntry, view: View): Described {
  switch (entry.what) {
    case 'event':
      return describeEvent(entry.event, view);
    case 'evidence':
      return describeEvidence(entry.evidence, view);
    case 'notice':
      return describeNotice(entry.notice, view);
    case 'mail':
      return describeMail(entry, view);
  }
}

function describeEvent(
  event: Extract<HistoryEntry, { what: 'event' }>['event'],
  { wording, nameOf }: View,
): Described {
  const by =
    event.actor === null || event.actor === event.agency ? '' : ` ← ${nameOf(event.actor)}`;
  return {
    what: wording.event[event.kind] ?? cleanForTerminal(event.kind),
    who: `${event.agency === null ? '' : nameOf(event.agency)}${by}`,
    details: describeEventData(event, { wording, nameOf }),
    hash: event.hash,
  };
}

function describeEvidence(
  { name, size, sha256, agency }: Extract<HistoryEntry, { what: 'evidence' }>['evidence'],
  { wording, nameOf }: View,
): Described {
  return {
    what: wording.receipt.files,
    who: agency === null ? '' : nameOf(agency),
    details: `${cleanForTerminal(name)} (${formatBytes(size, wording.locale)})`,
    hash: sha256,
  };
}

function describeNotice(
  notice: Extract<HistoryEntry, { what: 'notice' }>['notice'],
  { wording, nameOf }: View,
): Described {
  const { kind, step, toAgency, role, state, lastDay, agency } = notice;
  const about = agency === null || agency === toAgency ? '' : `${nameOf(agency)}; `;
  return {
    what: wording.notice(kind, step),
    who: `→ ${nameOf(toAgency)} (${wording.role[role]})`,
    details: `${about}${wording.columns.lastDay} ${wording.day(lastDay)}; ${wording.noticeState[state]}`,
    hash: '',
  };
}

function describeMail(
  { mail, attempt }: Extract<HistoryEntry, { what: 'mail' }>,
  { wording, nameOf }: View,
): Described {
  const outcome = wording.mailState[attempt?.outcome ?? mail.state];
  const response = attempt?.response ?? mail.response;
  const said = response === null || attempt?.outcome === 'sent' ? '' : ` (${response})`;
  const addresses = (mail.addresses ?? []).join(', ');
  return {
    what: wording.mailKind[mail.kind],
    who: `→ ${nameOf(mail.toAgency)}`,
    details: cleanForTerminal(
      [outcome + said, mail.subject ?? '', addresses].filter(Boolean).join('; '),
    ),
    hash: '',
  };
}
