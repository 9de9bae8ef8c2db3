import { startLab, DockerYard } from '/work/main/lab/launchers/index.ts';
import { spawnSync } from 'node:child_process';
const dockyard = new DockerYard();
const input = { forest: { users: { generate: 2 } }, cloud: { passThrough: true, domains: [{ name: 'contoso.com' }] }, egress: {}, connect: [{ host: 'CONNECT1' }], agents: [{ host: 'AGENT1' }] } as never;
const N = Number(process.argv[2] ?? 6);
for (let n = 0; n < N; n++) {
  const lab = await startLab({ launcher: 'docker', dockyard, lab: input, seed: 's' + n });
  try {
    const upn = (await lab.forest!.accounts({})).accounts.filter((a) => !a.sam.startsWith('svc-')).map((a) => a.upn)[0]!;
    const { password } = await lab.forest!.passwordOf({ user: upn });
    const go = async (what: string, wanted: string): Promise<void> => {
      const t = Date.now();
      const r = await lab.clock.until(lab.devices.oauth.signIn({ upn, password }), 'x').catch((e) => ({ outcome: String(e), labMs: 0, errorCode: 0 }));
      const ok = r.outcome === wanted;
      console.log(n, what, r.outcome, r.errorCode ?? '', r.labMs, Date.now() - t, ok ? '' : '<<<<<<<<');
      if (!ok) {
        console.log((await lab.agents.agent({ host: 'AGENT1' })).tail.join('\n'));
        for (const c of (await lab.containers!.list({})).containers) console.log(c.host, c.state, spawnSync('docker', ['exec', c.id, 'sh', '-c', 'cat /proc/net/tcp | cut -c1-80; cat /proc/net/arp; cat /etc/hosts'], { encoding: 'utf8' }).stdout);
      }
    };
    const m = lab.containers!;
    if (n % 2 === 0) {
      await go('first', 'success'); await m.kill({ host: 'DC1' }); await go('dc1 dead', 'success');
      await m.start({ host: 'DC1' }); await m.kill({ host: 'DC2' }); await go('dc2 dead', 'success');
    } else {
      await m.kill({ host: 'DC1' }); await m.kill({ host: 'DC2' }); await go('both dead', 'refused');
      await m.start({ host: 'DC2' }); await go('dc2 back', 'success');
    }
  } finally { await lab.stop(); }
}
await dockyard[Symbol.asyncDispose]();
process.exit();
