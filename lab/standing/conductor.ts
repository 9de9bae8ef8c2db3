import { startControlServer } from '../control/http-server.ts';
import type { ControlTransport } from '../control/control.ts';
import { serveLab } from '../desk/lab-service.ts';
import { EstateStandsError } from './errors.ts';
import { Estate, type EstateOptions } from './estate.ts';
import { serveEstate } from './serve-estate.ts';

export interface ConductorOptions extends Omit<EstateOptions, 'part'> {
  /** What harnesses show. */
  readonly token: string;
  /** Where it says what nobody asked for. */
  say(text: string): void;
  /** Where the control plane listens; any free port of 127.0.0.1 unless told. */
  readonly bind?: string;
  readonly port?: number;
}

/** A standing estate and its control plane. */
export interface StartedConductor extends AsyncDisposable {
  readonly estate: Estate;
  readonly url: string;
}

/** Opens an estate for harnesses (`estate`), for people (`lab`) and for each component's control interface. */
export async function startConductor(options: ConductorOptions): Promise<StartedConductor> {
  const { token, say, conduct, own, idleMs, bind, port } = options;
  let calls = (): number => 0;
  const part = { name: 'control plane', probe: () => ({ activity: calls(), busy: [] }), say };
  const stack = new AsyncDisposableStack();
  const estate = stack.use(new Estate({ conduct, own, part, ...(idleMs === undefined ? {} : { idleMs }) }));
  const desk = serveLab({ lab: () => estate.lab, stop: refuseToEnd });
  const service = serveEstate(estate);
  const components = (): ReadonlyMap<string, ControlTransport> =>
    new Map([...(estate.isUp ? estate.lab.controls : []), ['lab', desk], ['estate', service]]);
  const server = stack.use(
    await startControlServer(components, token, {
      ...(bind === undefined ? {} : { bind }),
      ...(port === undefined ? {} : { port }),
      upgrade: (...upgrade) => estate.upgrade(...upgrade),
    }),
  );
  calls = () => server.activity();
  return { estate, url: server.url, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

function refuseToEnd(): never {
  throw new EstateStandsError();
}
