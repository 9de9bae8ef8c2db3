export { agentConfigText } from './launch-files.ts';
export { defineAgent, READY } from './launch.ts';
export { agentEnvironment, processRunner } from './process-runner.ts';
export type {
  AgentDefinition,
  AgentLaunchPorts,
  AgentLaunch,
  AgentProcess,
  AgentRunner,
  AgentSettings,
  AgentState,
  StartedAgent,
} from './launch.ts';
export { generateAgentKey } from './key.ts';
export { registerAgent } from './register.ts';
export type { RegistrationRequest } from './register.ts';
export { RegistrationRefusedError } from './errors.ts';
export type { Registration } from './state-directory.ts';
