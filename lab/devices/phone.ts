import type { Call } from './call.ts';
import { unavailable } from './errors.ts';
import type { Decision, SignInOptions } from './result.ts';

const DIRECTORY = 'https://outlook.office365.com/Microsoft-Server-ActiveSync';

/** An ActiveSync device's OPTIONS with Basic credentials (MS-ASHTTP 2.2.3). */
export async function syncPhone(
  call: Call,
  deviceId: string,
  { upn, password }: SignInOptions,
): Promise<Decision> {
  const query = new URLSearchParams({ User: upn, DeviceId: deviceId, DeviceType: 'ptalab' });
  const headers = {
    authorization: `Basic ${Buffer.from(`${upn}:${password}`).toString('base64')}`,
    'user-agent': 'ptalab-phone/1.0',
    'ms-asprotocolversion': '16.1',
  };
  try {
    const { status } = await call(`${DIRECTORY}?${query.toString()}`, { method: 'OPTIONS', headers });
    if (status === 200) return { outcome: 'success', via: 'basic', status };
    const outcome = status === 401 || status === 403 ? 'refused' : 'unavailable';
    return { outcome, via: 'basic', status, errorText: `Exchange answers ${status}` };
  } catch (error) {
    return unavailable(error, 'basic');
  }
}
