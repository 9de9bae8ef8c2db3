import type { ClassSchema } from './class-schema.ts';
import { CONFIGURATION_CLASSES } from './classes-of-configuration.ts';
import { PRINCIPAL_CLASSES } from './classes-of-principals.ts';

/** Classes of a directory that administrators, Connect and common consumers meet ([MS-ADSC]). */
export const CLASSES: readonly ClassSchema[] = [...PRINCIPAL_CLASSES, ...CONFIGURATION_CLASSES];
