import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { mailTimes } from '../domain/mail-times.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { Register, RegisterDb } from './register.ts';
import { mailDelays, mails } from './schema.ts';

/** The first wait after a mail was put off, in ms; it doubles with each attempt in vain … */
const firstDelayMs = 30_000;
/** … up to an hour: RFC 5321, 4.5.4.1, asks for about two attempts in the first one and wider intervals then. */
const longestDelayMs = 3_600_000;
/** More doublings than lead to the longest wait would only overflow. */
const mostDoublings = 20;
/** The mailboxes of one agency as the key of what waits for them, whatever their order and case. */
export function buildAddressKey(addresses: readonly string[]): string {
  return [...new Set(addresses.map((address) => address.toLowerCase()))].sort().join(',');
}

/** How long all mail to some mailboxes waits after so many attempts in vain, in ms. */
export function computeDelayMs(delays: number): number {
  return Math.min(firstDelayMs * 2 ** Math.min(delays - 1, mostDoublings), longestDelayMs);
}

/** Keys of all mailboxes that take nothing for now. */
export async function listDelayed(register: Register): Promise<Set<string>> {
  const rows = await register.db.select({ addresses: mailDelays.addresses }).from(mailDelays);
  return new Set(rows.map(({ addresses }) => addresses));
}

/**
 * Lets one mail ask again whether its mailboxes take anything. False while they wait, and while
 * another mail asks: until then no attempt can be under way any more.
 */
export async function takeProbe(
  register: Register,
  addresses: string,
  serverNow: IsoInstant,
): Promise<boolean> {
  const until = new Date(Date.parse(serverNow) + mailTimes.sendingAgeMs).toISOString();
  const taken = await register.db
    .update(mailDelays)
    .set({ until })
    .where(and(eq(mailDelays.addresses, addresses), lte(mailDelays.until, serverNow)))
    .returning({ addresses: mailDelays.addresses });
  return taken.length > 0;
}

/** Holds a mail back as long as its mailboxes wait; false when they do not wait any more. */
export async function holdMail(
  register: Register,
  mailId: number,
  {
    addresses,
    serverNow,
  }: { readonly addresses: readonly string[]; readonly serverNow: IsoInstant },
): Promise<boolean> {
  const held = await register.db
    .update(mails)
    .set({
      addresses: [...addresses],
      waitsFor: mailDelays.addresses,
      nextAttemptAt: mailDelays.until,
      waitingSince: sql`coalesce(${mails.waitingSince}, ${serverNow}::timestamptz)`,
    })
    .from(mailDelays)
    .where(
      and(
        eq(mails.mailId, mailId),
        inArray(mails.state, ['pending', 'deferred', 'unknown']),
        eq(mailDelays.addresses, buildAddressKey(addresses)),
        gt(mailDelays.until, serverNow),
      ),
    )
    .returning({ mailId: mails.mailId });
  return held.length > 0;
}

/** An attempt that was put off. */
export interface PutOff {
  readonly addresses: string;
  readonly serverNow: IsoInstant;
  readonly response: string;
  /** It asked for all the rest: see `takeProbe`. */
  readonly isProbe: boolean;
}

/**
 * Lets all mail to some mailboxes wait, twice as long as the last time; hands back until when.
 * Attempts that were under way together count once.
 */
export async function delayAddresses(
  tx: RegisterDb,
  { addresses, serverNow, response, isProbe }: PutOff,
): Promise<IsoInstant> {
  const insert = { addresses, delays: 1, since: serverNow, response };
  await tx
    .insert(mailDelays)
    .values({ ...insert, until: later(serverNow, 1) })
    .onConflictDoNothing();
  const [known] = await tx
    .select()
    .from(mailDelays)
    .where(eq(mailDelays.addresses, addresses))
    .for('update');
  if (known === undefined) throw new Error(`expected a delay of ${addresses}, found none`);
  const isNew = Date.parse(known.since) === Date.parse(serverNow) && known.delays === 1;
  const counts = !isNew && (isProbe || Date.parse(known.until) <= Date.parse(serverNow));
  const delays = counts ? known.delays + 1 : known.delays;
  const until = counts ? later(serverNow, delays) : known.until;
  await tx
    .update(mailDelays)
    .set({ delays, until, response })
    .where(eq(mailDelays.addresses, addresses));
  await tx.update(mails).set({ nextAttemptAt: until }).where(eq(mails.waitsFor, addresses));
  return until;
}

/** They took a mail: what waits for them may leave. */
export async function releaseAddresses(
  tx: RegisterDb,
  addresses: string,
  serverNow: IsoInstant,
): Promise<void> {
  await tx.delete(mailDelays).where(eq(mailDelays.addresses, addresses));
  await tx
    .update(mails)
    .set({ nextAttemptAt: serverNow, waitsFor: null })
    .where(
      and(eq(mails.waitsFor, addresses), inArray(mails.state, ['pending', 'deferred', 'unknown'])),
    );
}

function later(serverNow: IsoInstant, delays: number): IsoInstant {
  return new Date(Date.parse(serverNow) + computeDelayMs(delays)).toISOString();
}
