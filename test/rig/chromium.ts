import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A headless Chromium that asks nothing of the internet. `npm test` has made sure that there is one. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function findChromium(): string {
  const { CHROMIUM_PATH: wanted = '' } = process.env;
  if (wanted !== '') return wanted;
  for (const name of names) {
    const found = execFileSync('sh', ['-c', `command -v ${name} || true`], { encoding: 'utf8' });
    if (found.trim() !== '') return found.trim();
  }
  throw new Error(`expected a Chromium (${names.join(', ')}) on the PATH, found none`);
}
