export { checkEngine, hasImage, requireImage, type EngineFacts, type EngineNeeds } from './check-engine.ts';
export { connectEngine } from './connect-engine.ts';
export type { Attachment, ContainerFolder, LabContainerDefinition, Readiness } from './definition.ts';
export { EngineApi } from './engine-api.ts';
export {
  ContainerStartError,
  EngineError,
  TestcontainersMissingError,
  type EngineProblem,
} from './errors.ts';
export { openContainerGround, type ContainerGround } from './ground.ts';
export { LAB_LABEL, OWNER_LABEL } from './labels.ts';
export { createLabNetwork, type LabNetwork, type LabNetworkOptions } from './lab-network.ts';
export { startLabContainer } from './start-lab-container.ts';
export type { ContainerExit, ExecOutcome, StartedLabContainer } from './started-lab-container.ts';
export { findLabObjects, findLeftovers, sweep, sweepAll, sweepLab, type LabObject } from './sweep.ts';
