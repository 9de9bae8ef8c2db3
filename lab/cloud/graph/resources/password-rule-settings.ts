import { z } from 'zod';
import { uuidFrom } from '../../../chance/chance.ts';
import { UnknownNameError } from '../../core/errors.ts';
import { ROLES } from '../../core/roles.ts';
import { mayCustomise } from '../../lockout/index.ts';
import { AccessDenied } from '../../web/bearer.ts';
import { BadRequest } from '../../web/api-errors.ts';
import { answer, body, parameter, READERS, type GraphCall, type GraphService } from '../route.ts';

/** The directory setting template that holds Smart Lockout's values (M: as administrators' scripts use it). */
const TEMPLATE = '5cf42378-d67d-4f36-ba46-e8b86229381d';
const PATH = '/beta/settings';
const values = z
  .array(
    z.strictObject({ name: z.enum(['LockoutThreshold', 'LockoutDurationInSeconds']), value: z.string() }),
  )
  .min(1)
  .max(2);
const patch = z.strictObject({ values });
const threshold = z.coerce.number().int().min(1).max(50);
const seconds = z.coerce.number().int().min(5).max(18_000);

/** Smart Lockout's threshold and duration, where the admin center and scripts set them. */
export function passwordRuleRoutes(graph: GraphService): void {
  answer(graph, 'GET', PATH, READERS, (call) => ({ value: [settingShape(call)] }));
  answer(graph, 'GET', `${PATH}/:id`, READERS, (call) => one(call));
  answer(graph, 'PATCH', `${PATH}/:id`, READERS, (call) => {
    one(call);
    refuseUnlessAllowed(call);
    for (const { name, value } of body(call, patch).values) set(call, name, value);
    return call.reply.code(204).send();
  });
}

/** Smart Lockout page, "Manage smart lockout values". Throws AccessDenied, BadRequest. */
function refuseUnlessAllowed({ admin, office }: GraphCall): void {
  const licence = office.tenant.passwordSettings.licensed ? 'P1' : 'free';
  // An application's permission to write settings is judged before; a licence it needs like anybody.
  const roles = admin.permissions === undefined ? admin.roles : [ROLES.globalAdministrator];
  const permission = mayCustomise({ environment: office.environment, roles, licence });
  if (permission.allowed) return;
  if (permission.reason === 'role') throw new AccessDenied(403);
  throw new BadRequest(permission.message);
}

/** Throws BadRequest. */
function set(
  { office }: GraphCall,
  name: 'LockoutThreshold' | 'LockoutDurationInSeconds',
  text: string,
): void {
  const parsed = (name === 'LockoutThreshold' ? threshold : seconds).safeParse(text);
  if (!parsed.success)
    throw new BadRequest(`${name} is ${name === 'LockoutThreshold' ? '1 to 50' : '5 to 18000 seconds'}.`);
  const { data } = parsed;
  office.lockout.change(name === 'LockoutThreshold' ? { threshold: data } : { durationMs: data * 1_000 });
  office.history.append({ component: 'cloud', kind: 'smartLockout.changed', data: { [name]: data } });
}

/** Throws UnknownNameError. */
function one(call: GraphCall): ReturnType<typeof settingShape> {
  const shape = settingShape(call);
  const wanted = parameter(call, 'id').toLowerCase();
  if (wanted !== shape.id) throw new UnknownNameError('directory setting', wanted, [shape.id]);
  return shape;
}

function settingShape({ office }: GraphCall) {
  const settings = office.lockout.settings;
  return {
    id: uuidFrom(office.tenant.id, 'password rule settings'),
    displayName: 'Password Rule Settings',
    templateId: TEMPLATE,
    values: [
      { name: 'LockoutThreshold', value: String(settings.threshold) },
      { name: 'LockoutDurationInSeconds', value: String(settings.durationMs / 1_000) },
    ],
  };
}
