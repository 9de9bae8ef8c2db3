import { useEffect, useState } from 'preact/hooks';

/** Parts of the path in the hash: `#/domains/contoso.com` is `['domains', 'contoso.com']`. */
export type Route = readonly string[];

export function routeOf(hash: string): Route {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

/** `#/domains/contoso.com` */
export function hrefOf(...route: Route): string {
  return `#/${route.map(encodeURIComponent).join('/')}`;
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return routeOf(hash);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
