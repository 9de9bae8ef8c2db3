import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect } from 'node:tls';
import { chromium, type Browser } from 'playwright-core';
import type { Lab } from '../lab/lab.ts';

/** Where Debian and others put it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of this machine's; undefined when there is none. */
export function findChromium(): string | undefined {
  const named = process.env['PTALAB_CHROMIUM'];
  return named ?? PLACES.find((path) => existsSync(path));
}

/**
 * A browser on the Internet of a lab: the lab's names lead to the lab, every other name to nothing, and what is trusted
 * beside the machine's own authorities is the keys of the lab's servers.
 */
export async function openChromium(lab: Lab): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('there is no Chromium on this machine');
  const https = Object.entries(lab.reach.names).filter(([name]) => name.endsWith(':443'));
  const rules = https.map(([name, { host, port }]) => `MAP ${name.replace(/:443$/, '')} ${host}:${port}`);
  const keys = await Promise.all(https.map(([name, { port }]) => keyOf(name.replace(/:443$/, ''), port)));
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE localhost'].join(',')}`,
      `--ignore-certificate-errors-spki-list=${[...new Set(keys.flat())].join(',')}`,
    ],
  });
}

/** SHA-256 of the key that a name's server shows, as Chromium's list takes it; none where certificates are asked for. */
function keyOf(servername: string, port: number): Promise<string[]> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, servername, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      const key = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
      resolve([createHash('sha256').update(key).digest('base64')]);
    });
    socket.once('error', () => resolve([]));
  });
}
