import { checkEngine, type EngineFacts, type EngineNeeds } from './check-engine.ts';
import { connectEngine } from './connect-engine.ts';
import type { EngineApi } from './engine-api.ts';
import { decideRyuk } from './ryuk.ts';
import { sweep, sweepLab, type LabObject } from './sweep.ts';
import { Sweeper } from './sweeper.ts';
import {
  loadTestcontainers,
  type Docker,
  type RuntimeClient,
  type Testcontainers,
} from './testcontainers.ts';

/** The image of Ryuk that this release of testcontainers uses. */
const RYUK_IMAGE = 'testcontainers/ryuk:0.14.0';

/** Where the containers of one lab stand. Disposing of it removes all that the lab has on the engine. */
export interface ContainerGround extends AsyncDisposable {
  readonly lab: string;
  readonly facts: EngineFacts;
  readonly engine: EngineApi;
  readonly docker: Docker;
  readonly testcontainers: Testcontainers;
  readonly runtime: RuntimeClient;
  /** Whether Ryuk watches too. */
  readonly ryuk: boolean;
  /** What Ryuk knows this process's things by. */
  readonly sessionLabels: Readonly<Record<string, string>>;
  /** What labs before this one had left behind, and is removed now. */
  readonly swept: readonly LabObject[];
  /** The process that sweeps when this one is killed. */
  readonly sweeperPid: number | undefined;
}

/**
 * Checks the engine, sweeps what dead labs have left, and starts the sweeper outside before the first container is. Throws
 * EngineError with the remedy, or TestcontainersMissingError.
 */
export async function openContainerGround(lab: string, needs: EngineNeeds = {}): Promise<ContainerGround> {
  const engine = await connectEngine();
  const [testcontainers, facts, swept] = await Promise.all([
    loadTestcontainers(),
    checkEngine(needs, engine),
    sweep(engine),
  ]);
  const sweeper = new Sweeper(lab);
  try {
    const image = (process.env['RYUK_CONTAINER_IMAGE'] ??= RYUK_IMAGE);
    const ryuk = await decideRyuk(engine, testcontainers.ImageName.fromString(image).string);
    const runtime = await testcontainers.getContainerRuntimeClient();
    const { sessionId } = await testcontainers.getReaper(runtime);
    const sessionLabels = { [testcontainers.LABEL_TESTCONTAINERS_SESSION_ID]: sessionId };
    const clear = async (): Promise<void> => {
      await sweepLab(engine, lab);
      sweeper[Symbol.dispose]();
    };
    const docker = runtime.container.dockerode;
    const kept = { lab, facts, engine, docker, testcontainers, runtime, ryuk, sessionLabels, swept };
    return { ...kept, sweeperPid: sweeper.pid, [Symbol.asyncDispose]: clear };
  } catch (error) {
    sweeper[Symbol.dispose]();
    throw error;
  }
}
