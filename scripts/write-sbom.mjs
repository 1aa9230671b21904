// Prints the software bill of materials (CycloneDX) of what runs in production: `npm run --silent sbom`.
// npm's own `npm sbom --omit dev` leaves out every package that something of development needs as well,
// PostgreSQL's driver among them; so npm lists everything, and what the lock file marks as development
// only is taken out here. It reads what is installed and asks no registry.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const everything = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
);
const { packages } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
);
const folder = 'node_modules/';
const production = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(
      ([path, { version }]) => `${path.slice(path.lastIndexOf(folder) + folder.length)}@${version}`,
    ),
);

const components = everything.components.filter(({ name, version }) =>
  production.has(`${name}@${version}`),
);
const own = everything.metadata.component['bom-ref'];
const kept = new Set([own, ...components.map((component) => component['bom-ref'])]);
const dependencies = everything.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((to) => kept.has(to)) }));
process.stdout.write(`${JSON.stringify({ ...everything, components, dependencies }, null, 2)}\n`);
