/** What the page has to know of the cloud it belongs to (`/config.json`). */
export interface Settings {
  readonly clientId: string;
  /** `https://login.microsoftonline.com/organizations` */
  readonly authority: string;
  /** `https://graph.microsoft.com` */
  readonly graph: string;
}

export async function loadSettings(): Promise<Settings> {
  const answer = await fetch('/config.json');
  if (!answer.ok) throw new Error(`the admin center's settings cannot be read (${answer.status})`);
  // The server that served this very script.
  return (await answer.json()) as Settings;
}
