import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildJsonSchemas } from '../../../client/plan-file/plan-schemas.ts';

describe('the published JSON Schemas', () => {
  it.each(Object.entries(buildJsonSchemas()))(
    '%s is up to date (else: npm run build && node scripts/write-schemas.mjs)',
    async (name, schema) => {
      expect(JSON.parse(await readFile(name, 'utf8'))).toEqual(schema);
    },
  );

  it('lets editors write a task number bare', () => {
    expect(JSON.stringify(buildJsonSchemas()['plan.schema.json'])).toContain('["string","number"]');
  });
});
