export type { App, Platform } from './app.ts';
export { isConfidential } from './app.ts';
export { Apps, isKnownIn } from './apps.ts';
export { appConfig, type AppConfig } from './config.ts';
export { AppExistsError } from './errors.ts';
export { appFrom } from './register.ts';
