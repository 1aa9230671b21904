/**
 * Compiles the MJML of mails to HTML with its Handlebars expressions, as TypeScript modules that the renderers
 * import: mail/templates/NAME.mjml becomes mail/compiled/NAME.ts. Stops at any warning of MJML.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const mail = fileURLToPath(new URL('../mail', import.meta.url));

for (const file of await readdir(join(mail, 'templates')))
  if (file.endsWith('.mjml')) await compile(basename(file, '.mjml'));

async function compile(name) {
  const source = await readFile(join(mail, 'templates', `${name}.mjml`), 'utf8');
  const { html, errors } = await mjml2html(source, { validationLevel: 'strict' });
  if (errors.length > 0)
    throw new Error(`${name}.mjml: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  await write(join(mail, 'compiled', `${name}.ts`), moduleOf(name, squeeze(html)));
}

/** Indentation would be a third of a long mail; some programs cut mails off at 102 kB. */
function squeeze(html) {
  return html.replaceAll(/\s*\n\s*/g, '\n').trim();
}

function moduleOf(name, html) {
  return `// Made from mail/templates/${name}.mjml by scripts/build-mail.mjs. Do not edit.\nexport const ${name}Template = ${JSON.stringify(html)};\n`;
}

/** Several builds may run at once: nobody reads half a file. */
async function write(path, content) {
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, path);
}
