import type { LabConfig } from '../config/index.ts';

/** The cloud-only administrator that every tenant of the lab has (guide, step 1). */
export function administratorOf(config: LabConfig): string {
  return `admin@${config.cloud.tenant}.onmicrosoft.com`;
}
