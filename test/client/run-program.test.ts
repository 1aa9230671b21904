import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildProgram, commandNames } from '../../client/program.ts';
import { runProgram } from '../../client/run-program.ts';
import { buildFakeIo } from './fake-io.ts';

async function run(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const io = buildFakeIo({ environment });
  return { code: await runProgram(io, words), out: io.out(), err: io.err() };
}

describe('the command line', () => {
  it('has a file for every command, and lists every file', async () => {
    const files = await readdir(new URL('../../client/commands/', import.meta.url));
    expect([...commandNames].sort()).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  });

  it.each(commandNames)('explains %s with an example, on stdout', async (name) => {
    const { code, out, err } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/Examples?:\n {2}\$ .*dondoc /);
  });

  it('never ends the process by itself', async () => {
    for (const folder of ['', 'commands/']) {
      const url = new URL(`../../client/${folder}`, import.meta.url);
      for (const file of (await readdir(url)).filter((name) => name.endsWith('.ts'))) {
        const code = await readFile(new URL(file, url), 'utf8');
        expect(code.replace(/\/\/.*/g, ''), file).not.toContain('process.exit(');
      }
    }
  });

  it('prints its version and its help as data', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, err: '' });
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const name of commandNames) expect(help.out).toContain(`\n  ${name} `);
  });

  it.each([
    [['prevew', 'x'], 'Did you mean preview?'],
    [['show', '--jsn', 'x'], 'Did you mean --json?'],
    [['show'], "missing required argument 'plan'"],
    [['submit', 'p', '1', 'once'], "required option '--agency <agency>' not specified"],
    [['preview', 'x.yaml', '--to', '31/4/2023'], '--to: expected a day that exists'],
    [['list', '--lang', 'fr'], 'Allowed choices are vi, en.'],
  ])('refuses %j with exit code 2', async (words, said) => {
    const { code, out, err } = await run(words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(said);
  });

  it('refuses a wrong setting with exit code 2, naming the nearest one', async () => {
    const { code, err } = await run(['list'], { DONDOC_DATTA: 'x' });
    expect(code).toBe(2);
    expect(err).toContain('did you mean DONDOC_DATA?');
  });

  it('says what to do when there is no database, with exit code 1', async () => {
    const { code, out, err } = await run(['list'], { DONDOC_DATA: '/nowhere/at/all' });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('DATABASE_URL is not set, and no dondoc up runs on /nowhere/at/all');
    expect(err).toContain('dondoc up');
  });

  it('loads in full only the command that is called', async () => {
    const program = await buildProgram(buildFakeIo(), ['list']);
    const options = (name: string) =>
      program.commands.find((command) => command.name() === name)?.options.length;
    expect(options('list')).toBeGreaterThan(0);
    expect(options('submit')).toBe(0);
  });
});
