import { sql } from 'drizzle-orm';
import type { ReplyScope } from '../../domain/link.ts';
import type { Register } from '../register.ts';
import { linkGenerations, mails } from '../schema.ts';

/** Every agency that was ever written to in a plan, with the generation of its links: who may reply. */
export async function listMailed({ db }: Register): Promise<ReplyScope[]> {
  return await db
    .selectDistinct({
      plan: mails.plan,
      agency: mails.toAgency,
      generation: sql<number>`coalesce(${linkGenerations.generation}, 0)`.mapWith(Number),
    })
    .from(mails)
    .leftJoin(
      linkGenerations,
      sql`${linkGenerations.plan} = ${mails.plan} and ${linkGenerations.agency} = ${mails.toAgency}`,
    );
}
