import { useCallback, useEffect, useState } from 'preact/hooks';
import { explained } from './graph/graph-error.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'loaded'; readonly value: T };

/** Loads something when `key` changes, or when told to; what comes too late is dropped. */
export function useLoaded<T>(key: string, load: () => Promise<T>): readonly [Loaded<T>, () => void] {
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    if (turn === 0) setState({ kind: 'loading' });
    load().then(
      (value) => wanted && setState({ kind: 'loaded', value }),
      (error: unknown) => wanted && setState({ kind: 'failed', why: explained(error) }),
    );
    return () => (wanted = false);
    // `load` is a new function each time; `key` says what it loads.
  }, [key, turn]);
  return [state, useCallback(() => setTurn((before) => before + 1), [])];
}
