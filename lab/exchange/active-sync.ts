import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Chance } from '../chance/chance.ts';
import { readBasic } from './core/basic.ts';
import { statusOf } from './core/verdict.ts';
import type { FrontEnd } from './front-end.ts';

/** Counted answers, for the control plane. */
export interface Tally {
  accepted: number;
  answered: number;
}

const PATH = '/microsoft-server-activesync';
const TEXT_LIMIT = 256;
/** MS-ASHTTP 2.2.4: what OPTIONS tells a device. */
const CAPABILITIES = {
  'ms-asprotocolversions': '2.5,12.0,12.1,14.0,14.1,16.0,16.1',
  'ms-asprotocolcommands':
    'Sync,SendMail,SmartForward,SmartReply,GetAttachment,GetHierarchy,CreateCollection,DeleteCollection,' +
    'MoveCollection,FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,MeetingResponse,' +
    'Search,Settings,Ping,ItemOperations,Provision,ResolveRecipients,ValidateCert',
  public: 'OPTIONS,POST',
  allow: 'OPTIONS,POST',
};

/** The ActiveSync virtual directory: authentication for every request, and OPTIONS. */
export function activeSync(frontEnd: FrontEnd, chance: Chance, tally: Tally): RequestListener {
  return (request, response) => {
    answer(frontEnd, chance, tally, request, response).catch(() => response.destroy());
  };
}

async function answer(
  frontEnd: FrontEnd,
  chance: Chance,
  tally: Tally,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  const url = URL.parse(request.url ?? '/', 'https://outlook.office365.com');
  if (url?.pathname.toLowerCase() !== PATH) return send(response, 404);
  const correlationId = text(request.headers['client-request-id']) || chance.uuid();
  const credentials = readBasic(request.headers.authorization);
  if (credentials === undefined) return send(response, 401);
  const attempt = {
    credentials,
    correlationId,
    deviceId: (url.searchParams.get('DeviceId') ?? '').slice(0, TEXT_LIMIT),
    clientIp: request.socket.remoteAddress ?? '',
    userAgent: text(request.headers['user-agent']),
  };
  const verdict = await frontEnd.authenticate(attempt);
  const status = statusOf(verdict);
  tally.answered++;
  if (status === 200) tally.accepted++;
  frontEnd.answered(attempt, status, verdict);
  send(response, status === 200 && request.method !== 'OPTIONS' ? 501 : status);
}

function send(response: ServerResponse, status: 200 | 401 | 404 | 501 | 503): void {
  const headers = status === 200 ? CAPABILITIES : {};
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="outlook.office365.com"' } : {};
  const later = status === 503 ? { 'retry-after': '60' } : {};
  response.writeHead(status, { ...headers, ...challenge, ...later, 'content-length': '0' }).end();
}

function text(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header.slice(0, TEXT_LIMIT) : '';
}
