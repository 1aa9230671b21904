import { parse } from 'yaml';
import { z } from 'zod';

/** What the oracle reads of a plan file: the subset of keys that the plans of the harness use. */

const list = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat());
const ladder = z.object({
  month: z.array(z.number()),
  quarter: z.array(z.number()),
  longer: z.array(z.number()),
});
const role = z.enum(['lead', 'coordinators', 'superior', 'monitor', 'office']);

const planSchema = z.object({
  plan: z.string(),
  issued: z.string(),
  from: z.string(),
  to: z.string(),
  monitor: z.string(),
  office: z.string(),
  reminders: z.object({ lead: ladder, coordinators: ladder, sendAt: z.string() }),
  escalation: z.array(
    z.object({
      after: z.number(),
      to: z.array(role),
      repeatEvery: z.number().default(0),
      times: z.number().default(1),
    }),
  ),
  tasks: z.array(
    z.object({
      task: z.string(),
      kind: z.enum(['report', 'product']).default('product'),
      title: z.string(),
      lead: list,
      coordinators: list.default([]),
      due: z.string(),
    }),
  ),
});

const directorySchema = z.object({
  agencies: z.array(
    z.object({
      id: z.string(),
      level: z.string(),
      email: list,
      superior: z.string().nullable().default(null),
    }),
  ),
});

export type PlanText = z.infer<typeof planSchema>;
export type TaskText = PlanText['tasks'][number];
export type ToldRole = z.infer<typeof role>;

/** An agency's level and mailboxes, and the agency above it. */
export interface AgencyText {
  readonly level: string;
  readonly email: readonly string[];
  readonly superior: string | null;
}

export function readPlanText(text: string): PlanText {
  return planSchema.parse(parse(text));
}

export function readDirectoryText(text: string): ReadonlyMap<string, AgencyText> {
  const { agencies } = directorySchema.parse(parse(text));
  return new Map(agencies.map(({ id, ...agency }) => [id, agency]));
}
