import { Readable } from 'node:stream';
import { GenericContainer, PullPolicy, type WaitStrategy } from 'testcontainers';
import { folderArchive } from './archive.ts';
import { createOptions, hostOptions } from './create-options.ts';
import type { LabContainerDefinition } from './definition.ts';

/** The lab itself watches whether a container is ready: testcontainers' strategies remove one that is not, with its last words. */
class NoWait implements WaitStrategy {
  waitUntilReady(): Promise<void> {
    return Promise.resolve();
  }
  withStartupTimeout(): this {
    return this;
  }
  isStartupTimeoutSet(): boolean {
    return true;
  }
  getStartupTimeout(): number {
    return 0;
  }
}

/**
 * testcontainers' container, told what its own methods cannot say: open standard input, fixed addresses, several networks,
 * loopback-only ports. Loaded lazily, since it extends a class of that package.
 */
export class LabGenericContainer extends GenericContainer {
  readonly #created: (id: string) => Promise<void>;

  /** `created` is awaited between creation and start. */
  constructor(lab: string, definition: LabContainerDefinition, created: (id: string) => Promise<void>) {
    super(definition.image);
    this.#created = created;
    Object.assign(this.createOpts, createOptions(lab, definition));
    Object.assign(this.hostConfig, hostOptions(definition));
    this.withWaitStrategy(new NoWait());
    if (definition.pull !== true) this.withPullPolicy({ shouldPull: () => 'never' });
    else this.withPullPolicy(PullPolicy.defaultPolicy());
    const [first] = definition.networks ?? [];
    if (first !== undefined) this.withNetworkMode(first.network.name);
    const { folder } = definition;
    if (folder === undefined) return;
    this.withCopyArchivesToContainer([{ tar: Readable.from([folderArchive(folder)]), target: folder.at }]);
  }

  protected override async containerCreated(id: string): Promise<void> {
    await this.#created(id);
  }
}
