export { loadOutsideForest, outsideForest, type OutsideForest } from './config.ts';
export { startExternalForest } from './external-forest.ts';
export { probeOutside } from './probe.ts';
export { unmetBy } from './unmet.ts';
