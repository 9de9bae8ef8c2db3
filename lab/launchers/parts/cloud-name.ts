import type { CloudFacts } from '../../hosting/facts.ts';

/** The first name under which a service of the cloud is called, such as `login.microsoftonline.us` for `cloud/login`. */
export function cloudName({ hosts }: Pick<CloudFacts, 'hosts'>, service: string): string {
  const host = hosts.find((one) => one.service === service);
  if (host === undefined) throw new Error(`the cloud has no ${service}`);
  return host.name;
}
