/** An instant as people read it, in UTC whatever the browser's place: logs are compared with each other. */
export function instant(iso: string | null | undefined): string {
  return iso == null ? '–' : iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

export function enabled(on: boolean | null | undefined): string {
  return on === true ? 'Enabled' : 'Disabled';
}

/** `1 agent`, `3 agents`. */
export function count(number: number, one: string, more = `${one}s`): string {
  return `${number} ${number === 1 ? one : more}`;
}
