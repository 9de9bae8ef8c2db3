import type { App } from './app.ts';

const LOCAL = ['http://localhost', 'http://127.0.0.1'];
const NATIVE = ['https://login.microsoftonline.com/common/oauth2/nativeclient', 'urn:ietf:wg:oauth:2.0:oob'];

/** Applications of the vendor's own that every tenant knows (documented: "Verify first-party Microsoft applications"). */
const KNOWN: readonly (readonly [appId: string, name: string, redirects?: readonly string[]])[] = [
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI', LOCAL],
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell', LOCAL],
  ['d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft Office', LOCAL],
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools', LOCAL],
  ['1b730954-1685-4b74-9bfd-dac224a7b894', 'Azure Active Directory PowerShell'],
  ['a0c73c16-a7e3-4564-9a95-2bdf47383716', 'Microsoft Exchange Online Remote PowerShell'],
  ['fb78d390-0c51-40cd-8e17-fdbfab77341b', 'Microsoft Exchange REST API Based PowerShell', LOCAL],
  ['872cd9fa-d31f-45e0-9eab-6e460a02d1f1', 'Visual Studio', LOCAL],
  ['aebc6443-996d-45c2-90f0-388ff96faa56', 'Visual Studio Code', LOCAL],
  ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Microsoft Teams'],
  ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile'],
  ['29d9ed98-a469-4536-ade2-f981bc1d605e', 'Microsoft Authentication Broker'],
  ['cb1056e2-e479-49de-ae31-7812af012ed8', 'Microsoft Azure Active Directory Connect'],
  ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'],
];

/** The admin center, as a single-page application of each cloud (its redirect URIs are the lab's own choice). */
const ADMIN_CENTER = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
const ADMIN_CENTER_URIS = ['entra.microsoft.com', 'entra.microsoft.us', 'entra.microsoftonline.cn'].map(
  (host) => `https://${host}/signin`,
);

/** What administrators work with acts in the directory as whoever has signed in (M: seen in the tokens of these). */
const ADMINISTRATIVE: ReadonlySet<string> = new Set([
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  '1950a258-227b-4e31-a9cf-717495945fc2',
  '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  '1b730954-1685-4b74-9bfd-dac224a7b894',
  'cb1056e2-e479-49de-ae31-7812af012ed8',
  ADMIN_CENTER,
]);

function singlePage(appId: string, name: string, spa: readonly string[]): App {
  const app = publicClient([appId, name]);
  return { ...app, redirectUris: { web: [], spa, publicClient: [] }, isFallbackPublicClient: false };
}

function publicClient([appId, name, redirects = []]: (typeof KNOWN)[number]): App {
  return {
    appId,
    name,
    multiTenant: true,
    redirectUris: { web: [], spa: [], publicClient: [...NATIVE, ...redirects] },
    ...{ secrets: [], certificates: [], identifierUris: [], scopes: [], appRoles: [], grantedRoles: [] },
    grantedScopes: ADMINISTRATIVE.has(appId) ? ['AuditLog.Read.All', 'Directory.AccessAsUser.All'] : [],
    accessTokenVersion: 1,
    isFallbackPublicClient: true,
    idTokens: false,
    disabled: false,
  };
}

export const FIRST_PARTY: ReadonlyMap<string, App> = new Map(
  [...KNOWN.map(publicClient), singlePage(ADMIN_CENTER, 'Azure Portal', ADMIN_CENTER_URIS)].map((app) => [
    app.appId,
    app,
  ]),
);
