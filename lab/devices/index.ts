export { createAdministrator, type Administrator } from './administrator.ts';
export { createDevices, type Devices, type DevicesOptions } from './devices.ts';
export { programAnswer, programRequest, type ProgramAnswer, type ProgramRequest } from './program.ts';
export type { SignInOptions, SignInResult, Tokens } from './result.ts';
export { runArrivals, type ArrivalsSurroundings } from './arrivals.ts';
export type { ArrivalsResult } from './arrivals-plan.ts';
