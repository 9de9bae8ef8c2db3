export type { Lab } from './lab.ts';
export { LabStartError, startLab, type LabOptions } from './launchers/index.ts';
