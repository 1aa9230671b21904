import { z } from 'zod';
import { day, id, listLimits, oneOrMore, text } from './file-values.ts';
import type { Agency, Directory, Group } from './plan.ts';

export const levels = ['central', 'province', 'district', 'commune', 'other'] as const;

/** One entry of `agencies`. */
export const agencyFileSchema = z.strictObject({
  id: id.describe('Lower-case letters, digits and hyphens'),
  name: text,
  aliases: z
    .array(text)
    .max(listLimits.aliases)
    .optional()
    .describe('Other spellings; a plan may use them too'),
  level: z.enum(levels),
  superior: text.optional().describe('The agency above it'),
  email: oneOrMore(z.email().max(254), 1, listLimits.emails).optional(),
  via: text.optional().describe('The agency whose mailbox it uses, having none of its own'),
  validFrom: day.optional(),
  validTo: day.optional(),
  successor: text.optional().describe('Takes over open assignments on the day after validTo'),
});

/** One entry of `groups`: every agency of a level, or listed agencies and groups. */
export const groupFileSchema = z.union([
  z.strictObject({ members: z.array(text).max(listLimits.members).meta({ minItems: 1 }) }),
  z.strictObject({ level: z.enum(levels) }),
]);

/** A directory of agencies (contract). */
export const directoryFileSchema = z
  .strictObject({
    agencies: z.array(agencyFileSchema).max(listLimits.agencies).meta({ minItems: 1 }),
    groups: z.record(z.string(), groupFileSchema).optional(),
  })
  .meta({ title: 'dondoc: directory of agencies' });

export type DirectoryFile = z.output<typeof directoryFileSchema>;

/** The directory with its defaults filled in; references still as written. */
export function buildDirectory(file: DirectoryFile): Directory {
  const groups: [string, Group][] = Object.entries(file.groups ?? {});
  return { agencies: file.agencies.map(buildAgency), groups: Object.fromEntries(groups) };
}

function buildAgency(file: DirectoryFile['agencies'][number]): Agency {
  return {
    id: file.id,
    name: file.name,
    aliases: file.aliases ?? [],
    level: file.level,
    superior: file.superior ?? null,
    email: file.email ?? [],
    via: file.via ?? null,
    validFrom: file.validFrom ?? null,
    validTo: file.validTo ?? null,
    successor: file.successor ?? null,
  };
}
