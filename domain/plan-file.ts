import { z } from 'zod';
import { deadlineRuleSchema } from './deadline-rule.ts';
import {
  day,
  id,
  listLimits,
  oneOrMore,
  taskNumber,
  text,
  timeOfDay,
  wholeNumber,
} from './file-values.ts';

/**
 * The plan file (contract): what `plan.schema.json` publishes. Everything that has a default is
 * optional here; `buildPlan` fills it in.
 */

export const cycles = ['week', 'month', 'quarter', 'halfYear', 'year'] as const;
export const escalationRoles = [
  'lead',
  'coordinators',
  'superior',
  'monitor',
  'office',
  'provincialOffice',
] as const;

// The phrase stays word for word, so it is not tidied as other text is.
const due = z
  .union([z.string().min(1).max(500), deadlineRuleSchema])
  .describe('A deadline phrase of the document, word for word; a rule; or none');

const steps = z.array(wholeNumber(0, 250)).max(listLimits.steps);
const ladder = z
  .strictObject({ month: steps.optional(), quarter: steps.optional(), longer: steps.optional() })
  .describe('Working days before the last day, by cycle');

export const reportingFileSchema = z.strictObject({ every: z.enum(cycles), due });

export const remindersFileSchema = z.strictObject({
  lead: ladder.optional(),
  coordinators: ladder.optional(),
  sendAt: timeOfDay.optional(),
});
export const ladderFileSchema = ladder;

export const escalationStepFileSchema = z.strictObject({
  after: wholeNumber(1, 250).describe('Working days after the last day'),
  to: z.array(z.enum(escalationRoles)).max(escalationRoles.length).meta({ minItems: 1 }),
  repeatEvery: wholeNumber(1, 250).optional().describe('Repeats every so many working days'),
  times: wholeNumber(1, 100).optional().describe('So many times in all, the first included'),
});

export const freeTextSchema = z.strictObject({ text });

/** One entry of `tasks`. */
export const taskFileSchema = z.strictObject({
  task: taskNumber.describe('Its number as printed, e.g. 6.10 or A.1.1'),
  group: text.optional(),
  kind: z.enum(['product', 'report']).optional(),
  title: text,
  product: oneOrMore(text, 0, listLimits.products).optional(),
  lead: oneOrMore(text, 1, listLimits.leads).describe('Agencies or groups of the directory'),
  coordinators: oneOrMore(z.union([text, freeTextSchema]), 0, listLimits.leads).optional(),
  due: oneOrMore(due, 1, listLimits.dues),
  after: oneOrMore(taskNumber, 0, listLimits.after)
    .optional()
    .describe('Tasks whose results this one needs'),
  relation: z.enum(['assigned', 'requested']).optional(),
  source: taskNumber.optional().describe('Where in the document, for a task taken from prose'),
  reviewer: text.optional(),
});

/** A plan file (contract). */
export const planFileSchema = z
  .strictObject({
    plan: id.describe('Lower-case letters, digits and hyphens'),
    title: text,
    number: text.optional(),
    issued: day,
    issuer: text,
    from: day,
    to: day,
    timezone: text.optional(),
    locale: z.enum(['vi', 'en']).optional(),
    directory: z.string().min(1).max(500).describe('Relative path inside the folder of this file'),
    monitor: text,
    office: text,
    provincialOffice: text.optional(),
    reviewer: text.optional().describe('An agency, or superior; the monitor by default'),
    obstaclesTo: text.optional(),
    reporting: reportingFileSchema.optional(),
    before: z.enum(['exclusive', 'inclusive']).optional(),
    rollover: z.enum(['none', 'nextWorkingDay']).optional(),
    reviewWithin: wholeNumber(1, 250).optional(),
    reminders: remindersFileSchema.optional(),
    escalation: z.array(escalationStepFileSchema).max(listLimits.escalation).optional(),
    tasks: z.array(taskFileSchema).max(listLimits.tasks).meta({ minItems: 1 }),
  })
  .meta({ title: 'dondoc: plan file' });

export type PlanFile = z.output<typeof planFileSchema>;
export type TaskFile = PlanFile['tasks'][number];
