import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLink } from '../../links/link-token.ts';
import { startPortal } from '../../portal/serve.ts';
import { launchChromium } from '../rig/chromium.ts';
import { buildPlan } from '../rig/plans.ts';
import { createRandom } from '../rig/seeded-random.ts';
import { eventually } from '../rig/stage.ts';
import { openPortalStage, type PortalStage, testKeys } from './open-portal.ts';

/** Mail scanners follow links, run scripts and prefetch; strangers guess links. Neither changes or opens anything. */

/** Visits of a run; the long form is `SCANNER_VISITS=10000`. */
const visits = Number(process.env['SCANNER_VISITS'] ?? 600);
const inFlight = 8;
const open: { portal?: PortalStage } = {};
let home: string;

beforeAll(async () => {
  const enough = 10 * visits;
  const limits = { perAddress: enough, perLink: enough, guessesPerAddress: enough };
  open.portal = await openPortalStage(buildPlan({ leads: 2 }), { limits });
  await eventually(async () => expect((await snapshot()).assignments).toHaveLength(2));
  home = await open.portal.linkOf('xa-001');
}, 60_000);
afterAll(() => open.portal?.stop());

function stage() {
  if (open.portal === undefined) throw new Error('expected the portal to be open');
  return open.portal;
}

/** Everything that an action could change. */
async function snapshot() {
  const { pool } = stage().stage.register;
  const read = async (query: string) => (await pool.query(query)).rows;
  return {
    assignments: await read('select * from assignments order by task, period, agency'),
    events: await read('select workflow_id, n, hash from events order by workflow_id, n'),
    requests: await read('select request_id from requests order by 1'),
    notices: await read('select key from notices order by 1'),
    evidence: await read('select sha256 from evidence order by 1'),
  };
}

/** Calls `visit` for 0, 1, 2 …, some at a time. */
async function visitAll(count: number, visit: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const walk = async () => {
    while (next < count) {
      next += 1;
      await visit(next - 1);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, walk));
}

describe('a mail scanner', () => {
  it('changes nothing, whatever it looks at and however', async () => {
    const before = await snapshot();
    const page = await (await fetch(`${home}/t/1/2023-Q2/xa-001`)).text();
    const actions = [...page.matchAll(/action="([^"]+)"/g)].map(([, to = '']) => to);
    expect(actions.length).toBeGreaterThan(2);
    const addresses = [
      home,
      `${home}/`,
      `${home}/t/1/2023-Q2/xa-001`,
      `${home}/t/1/2023-Q2/xa-002`,
      ...actions.map((to) => stage().portal.url + to),
    ];
    const kinds = [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'GET', headers: { 'Sec-Purpose': 'prefetch' } },
      { method: 'OPTIONS' },
      { method: 'POST' },
    ];
    const seen = new Set<number>();
    await visitAll(visits, async (n) => {
      const address = addresses[n % addresses.length] ?? home;
      const answer = await fetch(address, { ...kinds[n % kinds.length], redirect: 'manual' });
      await answer.arrayBuffer();
      seen.add(answer.status);
    });
    expect([...seen].filter((status) => status >= 500 || status === 303)).toEqual([]);
    expect(await snapshot()).toEqual(before);
  }, 600_000);

  it('changes nothing with a browser that submits no form', async () => {
    const before = await snapshot();
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      for (const path of ['', '/t/1/2023-Q2/xa-001']) {
        await page.goto(home + path);
        for (const fold of await page.locator('summary').all()) await fold.click();
      }
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
    expect(await snapshot()).toEqual(before);
  });
});

describe('a link that is not one of ours', () => {
  it('opens nothing: forged, changed, expired, of another agency', async () => {
    const token = home.split('/v/')[1] ?? '';
    const foreign = (await stage().linkOf('xa-002')).split('/v/')[1] ?? '';
    const random = createRandom(7);
    const letters = [...'ABCxyz0189-_.~'];
    const opened: string[] = [];
    await visitAll(visits, async () => {
      const at = random.integer(0, token.length - 1);
      const mixed = [token.split('.')[0], foreign.split('.')[1], token.split('.')[2]].join('.');
      const cut = token.slice(0, at) + random.pick(letters) + token.slice(at + 1);
      const forged = random.pick([cut, mixed, token.slice(0, at), foreign + token]);
      // The last letter of a signature has bits that nobody reads: such a token is the same token.
      const isSame = (await readLink(testKeys, forged, new Date().toISOString())) !== null;
      if (forged === '' || isSame) return;
      const answer = await fetch(`${stage().portal.url}/v/${encodeURIComponent(forged)}/`);
      const text = await answer.text();
      if (answer.status !== 404 || text.includes('Kế hoạch chuyển đổi số')) opened.push(forged);
    });
    expect(opened).toEqual([]);
  }, 600_000);

  it('shows one agency nothing of another', async () => {
    const other = await stage().linkOf('xa-002');
    expect((await fetch(`${other}/t/1/2023-Q2/xa-001`)).status).toBe(404);
    expect((await fetch(`${other}/t/1/2023-Q2/xa-002`)).status).toBe(200);
  });

  it('keeps nobody else out, however often it is tried', async () => {
    const { stage: servers, store } = stage();
    const portal = await startPortal(
      {
        ...{ register: servers.register, client: servers.client, store, keys: testKeys },
        ...{ log: pino({ level: 'silent' }), proxies: 0, now: Date.now },
        limits: { perAddress: 100, perLink: 100, guessesPerAddress: 3 },
      },
      { host: '127.0.0.1', port: 0 },
    );
    try {
      const guess = () => fetch(`${portal.url}/v/guessed/`).then(({ status }) => status);
      const answers = [await guess(), await guess(), await guess(), await guess(), await guess()];
      expect(answers).toEqual([404, 404, 404, 429, 429]);
      expect((await fetch(`${portal.url}/v/${home.split('/v/')[1]}/`)).status).toBe(200);
    } finally {
      await portal.stop();
    }
  });
});
