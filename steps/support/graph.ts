import { CLOUD_NAMES } from '../../lab/cloud/login/names.ts';
import type { Answer, Asked } from './internet.ts';
import { passwordOf } from './signing-in.ts';
import type { LabWorld } from './world.ts';

/** Calls Graph with an access token of that user's own. Throws when the user cannot sign in. */
export async function askGraph(
  world: LabWorld,
  upn: string,
  path: string,
  asked: Asked = {},
): Promise<Answer> {
  const lab = await world.lab();
  const { graph } = CLOUD_NAMES[lab.config.cloud.environment];
  const [application, internet] = [await world.application(), await world.internet()];
  const person = { upn, password: await passwordOf(lab, upn) };
  const correlationId = internet.chance.uuid();
  const asking = async (): Promise<Answer> => {
    const granted = await application.password(person, { correlationId }, `${graph}/.default`);
    if (granted.kind !== 'tokens') throw new Error(`${upn} cannot sign in: ${granted.errorText}`);
    const authorization = `Bearer ${granted.tokens.accessToken}`;
    const url = path.startsWith('https://') ? path : `${graph}${path}`;
    return internet.call(url, { ...asked, headers: { ...asked.headers, authorization } });
  };
  return world.until(asking(), `Graph to answer ${upn}`);
}
