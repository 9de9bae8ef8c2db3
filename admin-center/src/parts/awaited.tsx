import type { ComponentChildren } from 'preact';
import type { Loaded } from '../use-loaded.ts';
import { NoteBox } from './note.tsx';

interface AwaitedProps<T> {
  readonly of: Loaded<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** Shows what was loaded, that it is being loaded, or why it cannot be. */
export function Awaited<T>({ of, children }: AwaitedProps<T>) {
  if (of.kind === 'loaded') return <>{children(of.value)}</>;
  if (of.kind === 'loading')
    return (
      <p class="loading" role="status">
        Loading …
      </p>
    );
  return (
    <div role="alert">
      <NoteBox severity="error" text={of.why} />
    </div>
  );
}
