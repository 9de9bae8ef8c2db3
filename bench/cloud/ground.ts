import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChance } from '../../lab/chance/chance.ts';
import { LabClock } from '../../lab/clock/lab-clock.ts';
import { wallNow } from '../../lab/clock/wall.ts';
import type { StartedCloud } from '../../lab/cloud/index.ts';
import { History } from '../../lab/history/history.ts';
import { SegmentWriter } from '../../lab/history/segments.ts';
import { Links } from '../../lab/links/links.ts';
import { Authority } from '../../lab/pki/authority.ts';
import type { Order } from './served.ts';

/** What a cloud stands on in a lab: links, a flowing clock, a history on disk. */
export async function groundFor({ ca }: Pick<Order, 'ca'>) {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const clock = new LabClock({ epoch: wallNow(), mode: 'flowing' });
  const links = new Links();
  clock.join(links);
  const history = new History({ now: () => clock.now(), segments: new SegmentWriter(folder) });
  const authority = await Authority.from(ca);
  return { clock: clock.for('cloud'), history, chance: createChance('bench'), authority, links };
}

/** The port on which a caller finds what the cloud serves under a name. */
export async function portOf(cloud: StartedCloud, links: Links, host: string): Promise<number> {
  const entry = cloud.hosts.find(({ name, port }) => name === host && port === 443);
  if (entry === undefined) throw new Error(`the cloud has no ${host}`);
  return (await links.open('BENCH', entry.service)).address.port;
}
