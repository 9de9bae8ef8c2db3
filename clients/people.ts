import { ROLES, type ClientPerson, type Role } from './client.ts';
import type { LabInFolder } from './up.ts';

const CLOUD_ONLY = 'cora@contoso.onmicrosoft.com';
/** Whom a client locks out by trying. */
const LOCKED = ['sprayed', 'locked'] as const;

export type People = Readonly<Record<Role, ClientPerson>>;

/** Everybody of `lab.yaml`, with the password that the lab made. */
export async function peopleOf({ cloud, forest }: Pick<LabInFolder, 'cloud' | 'forest'>): Promise<People> {
  const found = await Promise.all(
    Object.entries(ROLES).map(async ([role, user]) => {
      const [{ upn }, { password }] = await Promise.all([
        forest.account({ user }),
        forest.passwordOf({ user }),
      ]);
      return [role, { upn, password }] as const;
    }),
  );
  const { password } = await cloud.passwordOf({ upn: CLOUD_ONLY });
  const named = Object.fromEntries(found) as Record<keyof typeof ROLES, ClientPerson>;
  const unknown = { upn: 'nobody@contoso.com', password: 'no password of anybody' };
  return { ...named, cloudOnly: { upn: CLOUD_ONLY, password }, unknown };
}

/** As if nobody had tried them before. */
export async function letIn(
  people: People,
  { cloud, forest }: Pick<LabInFolder, 'cloud' | 'forest'>,
): Promise<void> {
  for (const role of LOCKED) {
    const { upn } = people[role];
    await Promise.all([forest.unlock({ user: upn }), cloud.resetLockout({ upn })]);
  }
  await cloud.setSecondFactor({ upn: people.secondFactor.upn, registered: true });
}
