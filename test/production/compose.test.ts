import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../worker/settings.ts';
import {
  listRequired,
  readCompose,
  readText,
  root,
  type Service,
  substitute,
} from './read-compose.ts';

const given: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'a1',
  REGISTER_PASSWORD: 'b2',
  TEMPORAL_DATABASE_PASSWORD: 'c3',
  SMTP_URL: 'smtp://mailpit:1025?ignoreTLS=true',
  DONDOC_MAIL_FROM: 'Nhắc việc <nhacviec@tinh.example>',
  DONDOC_MAIL_DOMAIN: 'tinh.example',
};

const { services, networks, volumes } = readCompose();
const entries = Object.entries(services);
const named = (keep: (service: Service) => boolean) =>
  entries.filter(([, service]) => keep(service)).map(([name]) => name);

/** The service of that name; fails the test when there is none. */
function serviceOf(name: string): Service {
  const found = services[name];
  if (found === undefined)
    throw new Error(`expected a service ${name}, found ${Object.keys(services)}`);
  return found;
}

/** The JSON Schema of the Compose specification, as the linter `dclint` brings it. */
function readComposeSchema(): Record<string, unknown> {
  const folder = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  const schema = JSON.parse(readFileSync(join(folder, 'schemas/compose.schema.json'), 'utf8'));
  expect(schema).toMatchObject({ title: 'Compose Specification' });
  // It names its draft by an address that differs by a letter from the draft's own.
  return { ...schema, $schema: 'http://json-schema.org/draft-07/schema#' };
}

function validate(text: string): string[] {
  // `format` says there what is meant; Docker checks durations and ports itself.
  const check = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(
    readComposeSchema(),
  );
  check(parse(text, { merge: true }));
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** How Docker's own check is called here, or null where none is installed. */
function findDockerCheck(): [string, ...string[]] | null {
  const candidates: [string, ...string[]][] = [['docker', 'compose'], ['docker-compose']];
  const works = ([program, ...args]: [string, ...string[]]) =>
    spawnSync(program, [...args, 'version'], { stdio: 'ignore' }).status === 0;
  return candidates.find(works) ?? null;
}

describe('docker-compose.yml', () => {
  it('keeps to the JSON Schema of the Compose specification', () => {
    expect(validate(substitute(readText('docker-compose.yml'), given))).toEqual([]);
  });

  it('would not pass that schema with a key that does not exist', () => {
    const text = readText('docker-compose.yml').replace(
      'restart: unless-stopped',
      'restrat: always',
    );
    expect(validate(substitute(text, given)).join('\n')).toContain('must NOT have additional');
  });

  it('is understood by Docker, or starts nothing where a secret is missing', () => {
    const found = findDockerCheck();
    // Where Docker is not installed the schema above has to do.
    if (found === null) return;
    const [program, ...args] = found;
    const run = (variables: Readonly<Record<string, string>>) =>
      spawnSync(
        program,
        [
          ...args,
          '-f',
          'docker-compose.yml',
          '--profile',
          'tools',
          '--profile',
          'try',
          '--profile',
          'inbound',
          'config',
        ],
        {
          cwd: root,
          env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables },
          encoding: 'utf8',
        },
      );
    const good = run(given);
    expect(good.status, good.stderr).toBe(0);
    expect(good.stdout).toContain('postgres://dondoc:b2@postgres:5432/dondoc');
    const bad = run({ ...given, REGISTER_PASSWORD: '' });
    expect(bad.status).not.toBe(0);
    expect(bad.stderr).toContain('the password of the register');
  });

  it('asks for exactly the variables that the example of .env leaves to the reader', () => {
    expect(listRequired()).toEqual(Object.keys(given).sort());
    const example = readText('deploy/production.env.example');
    const asked = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(asked.sort()).toEqual(listRequired());
  });

  it('knows every variable of that example, and the example every variable of it', () => {
    const names = (text: string, pattern: RegExp) =>
      new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
    const example = names(readText('deploy/production.env.example'), /^#?([A-Z_]+)=/gm);
    const text = readText('docker-compose.yml');
    const used = names(text, /\$\{(\w+)/g);
    for (const name of names(text, /^ {2}([A-Z_]+):$/gm)) used.add(name);
    expect([...example].sort()).toEqual([...used].sort());
  });

  it.each(listRequired())('starts nothing without %s', (name) => {
    const rest = Object.entries(given).filter(([other]) => other !== name);
    expect(() => substitute(readText('docker-compose.yml'), Object.fromEntries(rest))).toThrow(
      name,
    );
  });
});

describe('the services', () => {
  it('are those that the documentation names', () => {
    expect(Object.keys(services).sort()).toEqual([
      'cli',
      'codec',
      'inbound',
      'mailpit',
      'portal',
      'postgres',
      'temporal',
      'temporal-namespace',
      'temporal-schema',
      'temporal-ui',
      'worker',
    ]);
    expect(named(({ profiles }) => profiles.length === 0)).not.toContain('mailpit');
    expect(serviceOf('mailpit').profiles).toEqual(['try']);
    expect(serviceOf('cli').profiles).toEqual(['tools']);
    expect(serviceOf('codec').profiles).toEqual(['codec']);
    expect(serviceOf('portal').profiles).toEqual(['portal']);
    expect(serviceOf('inbound').profiles).toEqual(['inbound']);
  });

  it('run images of exact versions', () => {
    for (const [name, { image }] of entries)
      expect(image, name).toMatch(/:v?\d+\.\d+(\.\d+)?(-\w+)?$/);
    const { version } = JSON.parse(readText('package.json'));
    expect(serviceOf('worker').image).toBe(`dondoc:${version}`);
    expect(serviceOf('cli').image).toBe(serviceOf('worker').image);
  });

  it('set Temporal up with the tools of its own version, not with the deprecated image', () => {
    const [, version] = serviceOf('temporal').image.split(':');
    expect(serviceOf('temporal').image).toBe(`temporalio/server:${version}`);
    for (const name of ['temporal-schema', 'temporal-namespace']) {
      expect(serviceOf(name).image).toBe(`temporalio/admin-tools:${version}`);
    }
    expect(readText('docker-compose.yml')).not.toContain('auto-setup');
  });

  it('start in order: database, schema, server, namespace, workers', () => {
    const order = (name: string) =>
      Object.entries(serviceOf(name).depends_on).map(([on, { condition }]) => `${on} ${condition}`);
    expect(order('temporal-schema')).toEqual(['postgres service_healthy']);
    expect(order('temporal')).toEqual(['temporal-schema service_completed_successfully']);
    expect(order('temporal-namespace')).toEqual(['temporal service_healthy']);
    expect(order('worker')).toEqual([
      'postgres service_healthy',
      'temporal-namespace service_completed_successfully',
    ]);
  });

  it('that keep running are checked for health and come back after a failure', () => {
    const lasting = named(({ restart }) => restart === 'unless-stopped');
    expect(lasting.sort()).toEqual([
      'codec',
      'inbound',
      'mailpit',
      'portal',
      'postgres',
      'temporal',
      'temporal-ui',
      'worker',
    ]);
    // A worker's check is that of its image.
    expect(readText('Dockerfile')).toMatch(/^HEALTHCHECK /m);
    // It serves nothing that could be asked; the image's check would say nothing of the mailbox.
    expect(serviceOf('inbound').healthcheck).toEqual({ disable: true });
    for (const name of lasting.filter((name) => !['worker', 'inbound'].includes(name))) {
      expect(serviceOf(name).healthcheck, name).toHaveProperty('test');
    }
  });

  it('get every secret from the environment', () => {
    for (const [name, { environment }] of entries) {
      for (const [key, value] of Object.entries(environment)) {
        if (!/PASSWORD|PWD|SECRET|KEY|_URL$/.test(key)) continue;
        expect(value ?? '${', `${name}: ${key}`).toMatch(/\$\{/);
      }
    }
    const text = readText('docker-compose.yml');
    expect(text.match(/:\/\/[^$\s]*:[^$\s/@]+@(?!mail\.tinh\.example)/g)).toBeNull();
  });

  it('cannot gain rights; dondoc runs as nobody in particular on a read-only file system', () => {
    for (const [name, service] of entries) {
      expect(service['security_opt'], name).toEqual(['no-new-privileges:true']);
      expect(service['privileged'], name).toBeUndefined();
    }
    for (const name of ['worker', 'cli', 'codec', 'portal', 'inbound']) {
      expect(serviceOf(name)).toMatchObject({
        user: '1000:1000',
        read_only: true,
        tmpfs: [expect.stringMatching(/^\/tmp:/)],
        cap_drop: ['ALL'],
      });
      expect(serviceOf(name)).not.toHaveProperty('cap_add');
    }
  });

  it('open nothing to other machines, and neither the database nor Temporal to this one', () => {
    expect(named(({ ports }) => ports.length > 0).sort()).toEqual([
      'codec',
      'mailpit',
      'portal',
      'temporal-ui',
    ]);
    for (const [name, { ports }] of entries) {
      for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    }
    expect(networks['servers']).toEqual({ internal: true });
    for (const name of ['postgres', 'temporal'])
      expect(serviceOf(name).networks).toEqual(['servers']);
    // It has the keys: neither the database nor Temporal is within its reach, nor it within theirs.
    expect(serviceOf('codec').networks).toEqual(['outside']);
  });

  it('keep data in named volumes, of which one evidence folder serves all of dondoc', () => {
    expect(volumes).toEqual({
      postgres: { name: 'dondoc-postgres' },
      evidence: { name: 'dondoc-evidence' },
      mailpit: { name: 'dondoc-mailpit' },
    });
    expect(serviceOf('postgres').volumes).toContain('postgres:/var/lib/postgresql');
    expect(serviceOf('worker').volumes).toEqual(['evidence:/var/lib/dondoc']);
    expect(serviceOf('cli').volumes.filter((mount) => !mount.endsWith(':ro'))).toEqual([
      'evidence:/var/lib/dondoc',
    ]);
    expect(serviceOf('codec').volumes).toEqual([]);
  });

  it('have workers serve metrics to the networks of this file, and to nobody else', () => {
    const { environment, ports } = serviceOf('worker');
    const { metricsListen } = readSettings({
      DONDOC_METRICS_LISTEN: environment['DONDOC_METRICS_LISTEN'] ?? '',
    });
    expect(metricsListen).toEqual({ host: '0.0.0.0', port: 9464 });
    expect(ports).toEqual([]);
    expect(serviceOf('cli').environment).not.toHaveProperty('DONDOC_METRICS_LISTEN');
    expect(environment).toMatchObject(serviceOf('cli').environment);
  });

  it('have replies read with the settings and the evidence folder of the workers, and no port', () => {
    const { environment, volumes: mounted, ports, networks: on } = serviceOf('inbound');
    expect(serviceOf('inbound').command).toEqual(['inbound']);
    expect(environment).toEqual(serviceOf('cli').environment);
    expect(Object.keys(environment)).toEqual(
      expect.arrayContaining(['DONDOC_IMAP_URL', 'DONDOC_REPLY_ADDRESS', 'DONDOC_AUTHSERV_ID']),
    );
    expect({ mounted, ports, on }).toEqual({
      mounted: ['evidence:/var/lib/dondoc'],
      ports: [],
      // The mail server is outside.
      on: ['servers', 'outside'],
    });
  });

  it('let the workers be any number', () => {
    expect(serviceOf('worker')).not.toHaveProperty('container_name');
    expect(serviceOf('worker').ports).toEqual([]);
    expect(readText('docker-compose.yml')).toMatch(/replicas: "\$\{WORKERS:-1\}"/);
  });

  it('mount only files that exist, in places where nothing else writes', () => {
    const mounts = entries.flatMap(([, { volumes: mounted }]) => mounted);
    const own = mounts.filter((mount) => mount.startsWith('./'));
    expect(own.length).toBeGreaterThan(2);
    for (const mount of own) {
      const [path = '', , mode] = mount.split(':');
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(mode, mount).toBe('ro');
    }
  });
});

describe('the files of deploy/', () => {
  it('raise the limit of updates in flight', () => {
    const folder = serviceOf('temporal').volumes.find((mount) => mount.endsWith(':/deploy:ro'));
    expect(folder).toBe('./deploy/temporal:/deploy:ro');
    expect(serviceOf('temporal').environment['DYNAMIC_CONFIG_FILE_PATH']).toBe(
      '/deploy/dynamic-config.yaml',
    );
    expect(parse(readText('deploy/temporal/dynamic-config.yaml'))).toEqual({
      'history.maxInFlightUpdates': [{ value: 1000 }],
    });
  });

  it('are scripts that a plain shell reads, and that the services call', () => {
    const scripts = [
      'temporal/setup-schema.sh',
      'temporal/create-namespace.sh',
      'postgres/create-users.sh',
    ];
    for (const script of scripts) {
      const path = join(root, 'deploy', script);
      execFileSync('sh', ['-n', path]);
      expect(readFileSync(path, 'utf8').startsWith('#!/bin/sh\n'), script).toBe(true);
      expect(statSync(path).mode & 0o111, script).not.toBe(0);
    }
    expect(serviceOf('temporal-schema').command).toEqual(['/deploy/setup-schema.sh']);
    expect(serviceOf('temporal-namespace').command).toEqual(['/deploy/create-namespace.sh']);
  });

  it('bring both of Temporal’s databases from nothing to the newest schema', () => {
    const script = readText('deploy/temporal/setup-schema.sh');
    expect(script.match(/create-database|setup-schema --|update-schema --/g)).toEqual([
      'create-database',
      'setup-schema --',
      'update-schema --',
    ]);
    expect(script).toMatch(/^prepare temporal temporal$/m);
    expect(script).toMatch(/^prepare temporal_visibility visibility$/m);
  });
});
