import type { PortFacts } from '../facts.ts';
import { advice, JOBS, ok, problem, type Finding } from '../finding.ts';

/** Labs listen on free ports of 127.0.0.1. Port 443 is worth knowing only: containers have one of their own. */
export function judgePorts({ any, https }: PortFacts): Finding[] {
  return [
    any === undefined
      ? ok('ports.loopback', 'ports of 127.0.0.1 can be listened on', JOBS)
      : problem(
          'ports.loopback',
          `no port of 127.0.0.1 can be listened on (${any})`,
          'Bring the loopback interface up (`sudo ip link set lo up`), or allow listening in the sandbox that this runs in',
          JOBS,
        ),
    judgeHttps(https),
  ];
}

function judgeHttps(https: string | undefined): Finding {
  if (https === undefined) return ok('ports.https', 'port 443 of 127.0.0.1 is free', []);
  if (https === 'EADDRINUSE')
    return advice(
      'ports.https',
      'port 443 of 127.0.0.1 is taken',
      'Nothing needs doing: labs use free ports, and containers have a 443 of their own. `ss -ltnp sport = :443` names who has it',
    );
  return advice(
    'ports.https',
    `port 443 of 127.0.0.1 cannot be listened on (${https})`,
    'Nothing needs doing: labs use free ports, and containers have a 443 of their own',
  );
}
