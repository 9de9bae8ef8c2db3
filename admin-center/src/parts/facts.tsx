import type { ComponentChildren } from 'preact';

/** Names and values, one under another. */
export function Facts({ of }: { readonly of: Readonly<Record<string, ComponentChildren>> }) {
  return (
    <dl class="facts">
      {Object.entries(of).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A state in a word, with a shape beside it: colour alone says nothing. */
export function State({ good, children }: { readonly good: boolean; readonly children: ComponentChildren }) {
  return <span class={good ? 'state good' : 'state bad'}>{children}</span>;
}
