// Writes plan.schema.json and directory.schema.json from the schemas in domain/.
// Run after a build: npm run build && node scripts/write-schemas.mjs
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildJsonSchemas } from '../dist/client/plan-file/plan-schemas.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const schemas = Object.entries(buildJsonSchemas());
for (const [name, schema] of schemas) {
  writeFileSync(new URL(`../${name}`, import.meta.url), JSON.stringify(schema, null, 2));
}
const names = schemas.map(([name]) => name);
execFileSync('npx', ['biome', 'format', '--write', ...names], { cwd: root, stdio: 'inherit' });
