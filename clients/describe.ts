import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { propertiesOf } from '../programs/properties.ts';
import type { ClientLab } from './client.ts';

/** The lab as JSON, for programs in Python and Node. Answers the file. */
export function describeAsJson({ tenantId, people, apps, browser, folder }: ClientLab): string {
  const path = join(folder, 'lab.json');
  writeFileSync(path, JSON.stringify({ tenantId, people, apps, browser, folder }), { mode: 0o600 });
  return path;
}

/** The same with keys such as `person.staff.upn` and `app.daemon.secret`, for programs in Java and Go. */
export function describeAsProperties({ tenantId, people, apps, browser, folder }: ClientLab): string {
  const path = join(folder, 'lab.properties');
  const facts = new Map(Object.entries({ tenantId, browser, folder }));
  const put = (prefix: string, values: object): void => {
    for (const [key, value] of Object.entries(values)) facts.set(`${prefix}.${key}`, String(value));
  };
  for (const [role, person] of Object.entries(people)) put(`person.${role}`, person);
  for (const [role, app] of Object.entries(apps)) put(`app.${role}`, app);
  writeFileSync(path, propertiesOf(facts), { mode: 0o600 });
  return path;
}
