// Makes `npx dondoc` work in a clone: npm links the commands of dependencies, not the clone's own.
import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const link = new URL('node_modules/.bin/dondoc', root);
await chmod(new URL('dist/client/main.js', root), 0o755);
await mkdir(new URL('.', link), { recursive: true });
await rm(link, { force: true });
await symlink('../../dist/client/main.js', fileURLToPath(link));
