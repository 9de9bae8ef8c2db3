import type { Dispatcher } from 'undici';
import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import type { Service } from '../links/service.ts';
import { activeSync, type Tally } from './active-sync.ts';
import type { ExchangeConfig } from './config.ts';
import { exchangeContract, type ExchangeControl } from './control.ts';
import { FrontEnd } from './front-end.ts';
import { httpsService } from '../http/https-service.ts';

export interface ExchangePeers {
  /** The front end's way to the cloud and to federation servers. */
  readonly dispatcher: Dispatcher;
}

export interface StartedExchange extends Started {
  readonly name: 'exchange';
  readonly control: ExchangeControl;
  readonly https: Service;
  /** Names that devices know the front end by. */
  readonly hosts: readonly { readonly name: string; readonly port: number; readonly service: Service }[];
}

const HOST = 'outlook.office365.com';

/** Starts the Exchange Online front end that ActiveSync devices reach with Basic credentials. */
export async function startExchange(
  config: ExchangeConfig,
  context: ComponentContext,
  { dispatcher }: ExchangePeers,
): Promise<StartedExchange> {
  const { clock, history, chance, authority } = context;
  const credential = await clock.busy('Exchange certificate', authority.issueServer([HOST]));
  const out = { dispatcher, clock, limitMs: config.limit };
  const frontEnd = new FrontEnd({ config, out, history, chance });
  const tally: Tally = { accepted: 0, answered: 0 };
  const https = httpsService('exchange/https', credential, activeSync(frontEnd, chance, tally));
  return {
    name: 'exchange',
    control: createControl(frontEnd, tally),
    https,
    hosts: [{ name: HOST, port: 443, service: https }],
    stop: () => Promise.resolve(https.stop()),
    [Symbol.asyncDispose]: () => Promise.resolve(https.stop()),
  };
}

function createControl(frontEnd: FrontEnd, tally: Tally): ExchangeControl {
  return inlineControl('exchange', exchangeContract, {
    status: () => ({ nodes: [...frontEnd.nodes], ...tally }),
    caches: () => ({ credentials: frontEnd.credentials.size, routes: frontEnd.routes.list() }),
    clearCaches: ({ which }) => {
      if (which !== 'routes') frontEnd.credentials.clear();
      if (which !== 'credentials') frontEnd.routes.clear();
    },
  });
}
