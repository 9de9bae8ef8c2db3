import { b64encode } from 'k6/encoding';
import { failureOf, type Calls } from './call.ts';
import type { Code } from './outcome.ts';
import type { Person } from './target-shape.ts';

const DIRECTORY = 'https://outlook.office365.com/Microsoft-Server-ActiveSync';

/** An ActiveSync device's OPTIONS with Basic credentials (MS-ASHTTP 2.2.3). */
export function syncPhone({ options }: Calls, { upn, password }: Person): Code {
  const user = encodeURIComponent(upn);
  const device = upn.replace(/\W/g, '').slice(0, 32);
  const answer = options(`${DIRECTORY}?User=${user}&DeviceId=${device}&DeviceType=ptalab`, DIRECTORY, {
    authorization: `Basic ${b64encode(`${upn}:${password}`)}`,
    'user-agent': 'ptalab-phone/1.0',
    'ms-asprotocolversion': '16.1',
  });
  if (answer.status === 200) return 'ok';
  return answer.status === 401 || answer.status === 403 ? 'basic-refused' : failureOf(answer);
}
