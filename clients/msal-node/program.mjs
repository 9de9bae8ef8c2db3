// MSAL for Node and @azure/identity at the lab's cloud under its real names. What they do is tested in lab/cloud/login/clients
// over a network of the lab's; here it is the way there: names, port 443, the authority by NODE_EXTRA_CA_CERTS.
import { readFileSync } from 'node:fs';
import { ClientSecretCredential, DeviceCodeCredential, UsernamePasswordCredential } from '@azure/identity';
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';
import { check, done, equal, fails, holds } from '../../programs/node/checks.mjs';

const lab = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { people, apps, tenantId } = lab;
const CLOUD = 'https://login.microsoftonline.com';
const SCOPE = 'https://graph.microsoft.com/.default';
const authority = `${CLOUD}/${tenantId}`;

function claimsOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

function isOf(token, { upn }) {
  const { upn: name, tid } = claimsOf(token);
  equal({ name, tid }, { name: upn, tid: tenantId });
}

const publicClient = () => new PublicClientApplication({ auth: { clientId: apps.desktop.id, authority } });

async function signIn({ upn, password }) {
  const asked = { scopes: [SCOPE], username: upn, password };
  return (await publicClient().acquireTokenByUsernamePassword(asked)).accessToken;
}

const byPassword = ({ upn, password }) =>
  new UsernamePasswordCredential(tenantId, apps.desktop.id, upn, password).getToken(SCOPE);

await check('MSAL: a managed user', async () => isOf(await signIn(people.staff), people.staff));
await check('MSAL: a wrong password: 50126', () =>
  fails('AADSTS50126', () => signIn({ ...people.staff, password: 'not the password' })),
);
await check('MSAL: a second factor: 50076', () => fails('AADSTS50076', () => signIn(people.secondFactor)));
await check('MSAL: an application for itself', async () => {
  const auth = { clientId: apps.daemon.id, clientSecret: apps.daemon.secret, authority };
  const { accessToken } = await new ConfidentialClientApplication({ auth }).acquireTokenByClientCredential({
    scopes: [SCOPE],
  });
  equal(claimsOf(accessToken).appid, apps.daemon.id);
});
await check('@azure/identity: UsernamePasswordCredential', async () =>
  isOf((await byPassword(people.staff)).token, people.staff),
);
await check('@azure/identity: ClientSecretCredential', async () => {
  const { id, secret } = apps.daemon;
  equal(claimsOf((await new ClientSecretCredential(tenantId, id, secret).getToken(SCOPE)).token).appid, id);
});
await check('@azure/identity: DeviceCodeCredential of a federated user', async () => {
  const userPromptCallback = async ({ userCode }) => {
    const query = new URLSearchParams({ code: userCode, person: 'federated' });
    const answer = await fetch(`${lab.browser}/device?${query}`);
    holds(answer.ok, await answer.text());
  };
  const credential = new DeviceCodeCredential({ tenantId, clientId: apps.desktop.id, userPromptCallback });
  isOf((await credential.getToken(SCOPE)).token, people.federated);
});
await check("an administrator's token opens Graph, and a user's does not", async () => {
  for (const [person, status] of [
    [people.cloudOnly, 200],
    [people.staff, 403],
  ]) {
    const headers = { authorization: `Bearer ${await signIn(person)}` };
    equal((await fetch('https://graph.microsoft.com/v1.0/users', { headers })).status, status);
  }
});
done();
