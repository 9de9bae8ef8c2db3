import { afterAll } from 'vitest';
import { describeLauncher } from '../contract/launcher-contract.ts';
import { DockerYard } from './docker-yard.ts';

const dockyard = new DockerYard();
afterAll(() => dockyard[Symbol.asyncDispose]());

describeLauncher('docker', () => ({ launcher: 'docker', dockyard }), { ownsProcesses: false });
