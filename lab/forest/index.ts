export { allDomains, forestConfig, type ForestConfig, type ForestConfigInput } from './config.ts';
export { forestContract, type AccountReport, type ForestControl } from './control.ts';
export { ForestError } from './core/errors.ts';
export {
  startForest,
  type DomainControllerHandle,
  type ForestContext,
  type StartedForest,
} from './forest.ts';
export { inventedPeople, type InventedPeople } from './raise/invented-people.ts';
export { SERVICE_ACCOUNT } from './config/principals.ts';
