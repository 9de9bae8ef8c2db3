export const SHELLS = ['sh', 'powershell', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

export interface EnvironmentFacts {
  readonly address: string;
  readonly names: readonly string[];
  /** Path of the authority's certificate, PEM. */
  readonly file: string;
}

/** Variables by which runtimes learn of a further authority, or of another set of them. */
const VARIABLES: readonly (readonly [name: string, who: string])[] = [
  ['NODE_EXTRA_CA_CERTS', 'Node'],
  ['SSL_CERT_FILE', 'OpenSSL, Go and .NET on Linux, Ruby, Python ssl (aiohttp, httpx)'],
  ['REQUESTS_CA_BUNDLE', 'Python requests, MSAL for Python'],
  ['CURL_CA_BUNDLE', 'curl'],
];

/** Windows heeds nine names of a line. */
const NAMES_A_LINE = 8;

/** `127.77.0.1 login.microsoftonline.com …`, names that stand for many left out: a hosts file has none. */
export function hostsLines(address: string, names: readonly string[]): string {
  const whole = names.filter((name) => !name.startsWith('*'));
  const starts = whole.flatMap((_, at) => (at % NAMES_A_LINE === 0 ? [at] : []));
  return starts.map((at) => [address, ...whole.slice(at, at + NAMES_A_LINE)].join(' ')).join('\n');
}

export function trustVariables(file: string, shell: Shell): string {
  return VARIABLES.map(([name]) => assignment(name, file, shell)).join('\n');
}

function assignment(name: string, value: string, shell: Shell): string {
  switch (shell) {
    case 'sh':
      return `export ${name}='${value.replaceAll("'", `'\\''`)}'`;
    case 'powershell':
      return `$env:${name} = '${value.replaceAll("'", "''")}'`;
    case 'cmd':
      return `set "${name}=${value}"`;
  }
}

/** All of it, for a reader. */
export function environmentText({ address, names, file }: EnvironmentFacts): string {
  const width = Math.max(...VARIABLES.map(([name]) => name.length));
  return [
    'Names: add these lines to the hosts file (/etc/hosts; on Windows',
    'C:\\Windows\\System32\\drivers\\etc\\hosts), and take them out again when the lab is down:',
    '',
    hostsLines(address, names),
    '',
    `Certificates: the authority is ${file}`,
    '',
    ...VARIABLES.map(([name, who]) => `  ${name.padEnd(width)}  ${who}`),
    '',
    `  ${'Java'.padEnd(width)}  keytool -importcert -noprompt -alias ptalab -storepass changeit \\`,
    `  ${''.padEnd(width)}    -file '${file}' -keystore ptalab.p12 -storetype PKCS12`,
    `  ${''.padEnd(width)}  java -Djavax.net.ssl.trustStore=ptalab.p12 -Djavax.net.ssl.trustStorePassword=changeit …`,
    `  ${''.padEnd(width)}  (the next lab has another authority: make ptalab.p12 anew)`,
    `  ${'Windows, .NET'.padEnd(width)}  Import-Certificate -FilePath '${file}' -CertStoreLocation Cert:\\CurrentUser\\Root`,
    `  ${'macOS'.padEnd(width)}  security add-trusted-cert -k ~/Library/Keychains/login.keychain-db '${file}'`,
    '',
    'In a shell: eval "$(ptalab env --shell sh)"; in PowerShell: ptalab env --shell powershell | Invoke-Expression;',
    'in cmd: for /f "delims=" %v in (\'ptalab env --shell cmd\') do @%v',
  ].join('\n');
}
