export { SmartLockout } from '../lockout/index.ts';
