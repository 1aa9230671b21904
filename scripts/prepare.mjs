// What npm runs after an install, and when `npx dondoc` links the clone: builds unless the build is
// newer than every source, so that a running program does not lose its files.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = [
  ...['domain', 'workflows', 'activities', 'register', 'mail/templates', 'mail/wording', 'mail'],
  ...['embedded', 'worker', 'client', 'scripts', 'package.json', 'tsconfig.build.json'],
];

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return Math.max(
    ...entries
      .filter((entry) => entry.isFile() && !(entry.parentPath ?? entry.path).includes('compiled'))
      .map((entry) => statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs),
  );
}

function isBuilt() {
  try {
    const built = statSync(`${root}dist/workflow-bundle.js`).mtimeMs;
    return sources.every((source) => newest(root + source) <= built);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

if (!isBuilt()) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
