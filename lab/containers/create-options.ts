import type { LabContainerDefinition, Attachment } from './definition.ts';
import { labLabels } from './labels.ts';
import type { Docker } from './testcontainers.ts';

/** What the engine is asked to create, as its API has it. */
export type CreateOptions = Parameters<Docker['createContainer']>[0];
export type HostOptions = NonNullable<CreateOptions['HostConfig']>;

const HEALTH_INTERVAL_NS = 1_000_000_000;

/** How the engine is told of an attachment. */
export function endpoint({ aliases = [], ip }: Attachment): {
  Aliases: string[];
  IPAMConfig?: { IPv4Address: string };
} {
  return { Aliases: [...aliases], ...(ip === undefined ? {} : { IPAMConfig: { IPv4Address: ip } }) };
}

/** The part of a definition that concerns the container itself. */
export function createOptions(lab: string, definition: LabContainerDefinition): CreateOptions {
  const { name, user, openStdin, entrypoint, command, publish = [], folder, networks = [] } = definition;
  const [first] = networks;
  return {
    name: `ptalab-${lab}-${name}`,
    Hostname: name.toLowerCase(),
    Env: Object.entries(definition.env ?? {}).map(([key, value]) => `${key}=${value}`),
    Labels: { ...definition.labels, ...labLabels(lab) },
    ...(user === undefined ? {} : { User: user }),
    ...(entrypoint === undefined ? {} : { Entrypoint: [...entrypoint] }),
    ...(command === undefined ? {} : { Cmd: [...command] }),
    ...(openStdin === true ? { OpenStdin: true } : {}),
    ...(folder === undefined ? {} : { Volumes: { [folder.at]: {} } }),
    ExposedPorts: Object.fromEntries(publish.map((port) => [`${port}/tcp`, {}])),
    Healthcheck: definition.ready === 'healthy' ? { Interval: HEALTH_INTERVAL_NS } : { Test: ['NONE'] },
    ...(first === undefined
      ? {}
      : { NetworkingConfig: { EndpointsConfig: { [first.network.name]: endpoint(first) } } }),
  };
}

/** The part that concerns the machine it runs on. */
export function hostOptions(definition: LabContainerDefinition): HostOptions {
  const { publish = [], extraHosts = {}, dns, memoryBytes, pids } = definition;
  return {
    Init: true,
    AutoRemove: false,
    SecurityOpt: ['no-new-privileges'],
    ReadonlyRootfs: definition.readOnly === true,
    Tmpfs: { ...definition.tmpfs },
    PortBindings: Object.fromEntries(
      publish.map((port) => [`${port}/tcp`, [{ HostIp: '127.0.0.1', HostPort: '' }]]),
    ),
    ExtraHosts: Object.entries(extraHosts).map(([name, address]) => `${name}:${address}`),
    ...(definition.dropCapabilities === true ? { CapDrop: ['ALL'] } : {}),
    ...(dns === undefined ? {} : { Dns: [...dns] }),
    ...(memoryBytes === undefined ? {} : { Memory: memoryBytes }),
    ...(pids === undefined ? {} : { PidsLimit: pids }),
  };
}
