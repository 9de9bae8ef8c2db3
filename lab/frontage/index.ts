export { Callers } from './callers.ts';
export { forwarder } from './forwarder.ts';
export { startFrontage, type FrontageListener, type PortServices, type StartedFrontage } from './frontage.ts';
export { RealNamesError } from './errors.ts';
export { startRealNames, type StartedRealNames } from './real-names.ts';
