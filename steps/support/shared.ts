import { generateKeys, type KeySource } from '../../lab/pki/key-source.ts';
import { DockerYard, ProcessYard, type LabOptions } from '../../lab/launchers/index.ts';
import { Janitor } from '../../lab/processes/janitor.ts';

/** What all labs of one worker share, since it is dear to make and holds nothing of a scenario. */
export interface Shared {
  readonly janitor: Janitor;
  readonly keys: KeySource;
  /** Processes of the launcher `process`; none is started until a lab asks. */
  readonly yard: ProcessYard;
  /** Containers of the launcher `docker`; likewise. */
  readonly dockyard: DockerYard;
}

let made: Shared | undefined;

export function shared({ agentImage }: Pick<LabOptions, 'agentImage'> = {}): Shared {
  made ??= make(agentImage);
  return made;
}

function make(agentImage: string | undefined): Shared {
  const janitor = new Janitor();
  return {
    janitor,
    keys: generateKeys(),
    yard: new ProcessYard(janitor),
    dockyard: new DockerYard({ agentImage }),
  };
}

/** Ends what the worker shares. */
export async function endShared(): Promise<void> {
  await Promise.all([made?.yard[Symbol.asyncDispose](), made?.dockyard[Symbol.asyncDispose]()]);
  made?.janitor[Symbol.dispose]();
  made = undefined;
}
