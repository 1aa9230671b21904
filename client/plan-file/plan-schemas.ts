import { z } from 'zod';
import { directoryFileSchema } from '../../domain/directory-file.ts';
import { planFileSchema } from '../../domain/plan-file.ts';

/** The JSON Schemas that editors use, by the name of their file at the root of the repository. */
export function buildJsonSchemas(): Readonly<Record<string, object>> {
  return {
    'plan.schema.json': z.toJSONSchema(planFileSchema, { io: 'input', reused: 'ref' }),
    'directory.schema.json': z.toJSONSchema(directoryFileSchema, { io: 'input', reused: 'ref' }),
  };
}
