import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This is a checkout, whose sources have to be compiled first; otherwise the installed package. */
export const IS_CHECKOUT = import.meta.url.endsWith('.ts');

/** The package's own folder. */
export const ROOT = resolve(fileURLToPath(new URL(IS_CHECKOUT ? '../../' : '../../../', import.meta.url)));
