export { forCloud } from './config/relying-party.ts';
export { federationConfig, nodeNames, type FederationConfig } from './config.ts';
export { federationContract, type FederationControl, type FederationSettings } from './control.ts';
export { startFederation, type FederationPeers, type StartedFederation } from './start-federation.ts';
