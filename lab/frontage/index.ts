export { Callers } from './callers.ts';
export { forwarder } from './forwarder.ts';
export { startFrontage, type FrontageListener, type PortServices, type StartedFrontage } from './frontage.ts';
