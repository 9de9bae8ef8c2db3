/** Something to tell the administrator. */
export interface Note {
  readonly severity: 'error' | 'warning' | 'information' | 'success';
  readonly text: string;
}

const SAID = { error: 'Error', warning: 'Warning', information: 'Note', success: 'Done' } as const;

/** A note whose severity is a word, not a colour alone. */
export function NoteBox({ severity, text }: Note) {
  return (
    <p class={`note ${severity}`}>
      <strong>{SAID[severity]}:</strong> {text}
    </p>
  );
}

/** Where the outcome of what was done appears; screen readers say it. */
export function Outcome({ note }: { readonly note: Note | undefined }) {
  return <div role="status">{note !== undefined && <NoteBox {...note} />}</div>;
}
