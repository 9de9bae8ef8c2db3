export { defineAgent } from './launch.ts';
export type {
  AgentDefinition,
  AgentLaunchPorts,
  AgentLaunch,
  AgentSettings,
  AgentState,
  StartedAgent,
} from './launch.ts';
export { generateAgentKey } from './key.ts';
export { registerAgent } from './register.ts';
export type { RegistrationRequest } from './register.ts';
export { RegistrationRefusedError } from './errors.ts';
export type { Registration } from './state-directory.ts';
