export { checkLab } from './check-lab.ts';
export { checkLauncher } from './check-launcher.ts';
export { DEFAULT_LAB, defaultLab } from './default-lab.ts';
export { LabFileError } from './errors.ts';
export { labConfig, type LabConfig, type LabInput } from './lab-config.ts';
export { loadLabFile, parseLab, placeOfCommand } from './load-lab-file.ts';
