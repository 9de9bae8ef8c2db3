export { LabStartError } from './errors.ts';
export { DockerYard } from './docker/docker-yard.ts';
export type { LabOptions, Launcher } from './lab-options.ts';
export { ProcessYard } from './process-yard.ts';
export { startLab } from './start-lab.ts';
