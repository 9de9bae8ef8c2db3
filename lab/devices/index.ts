export { createAdministrator, type Administrator } from './administrator.ts';
export { createDevices, type Devices, type DevicesOptions } from './devices.ts';
export type { SignInOptions, SignInResult, Tokens } from './result.ts';
