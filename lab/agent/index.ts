export { defineAgent } from './launch.ts';
export type {
  AgentDefinition,
  AgentLaunchPorts,
  AgentLaunch,
  AgentSettings,
  AgentState,
  StartedAgent,
} from './launch.ts';
export { generateAgentKeys, registerAgent } from './register.ts';
export type { RegistrationRequest } from './register.ts';
export { RegistrationRefusedError } from './errors.ts';
export type { Registration } from './state-directory.ts';
