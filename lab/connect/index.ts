export { connectConfig, type ConnectConfig } from './config.ts';
export { connectContract, type ConnectControl } from './control.ts';
export type { AgentInstaller, ConnectPeers } from './peers.ts';
export { startConnectServer, type StartedConnectServer } from './start-connect-server.ts';
