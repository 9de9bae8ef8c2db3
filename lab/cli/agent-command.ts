import { placeOfCommand } from '../config/index.ts';

/** Text that describes a lab, and where it stands. */
export interface LabText {
  readonly text: string;
  readonly file: string;
  /** Lines above it, and columns left of it, in that file. */
  readonly above?: number;
  readonly indent?: number;
}

const NAMED = /\bagent ([A-Za-z0-9-]{1,15}) (?:cannot be started|exited with|was ended by|was not ready)/;
const REMEDY =
  'Write a program that exists and may be run, with ./ for one beside the lab file; it prints `ready agent <agentId>` ' +
  'once it listens (docs/agent-contract.md, section 6)';

/** An error of an agent that did not start, with the place of its command in whichever text describes the lab. */
export function withCommandPlace(message: string, texts: readonly LabText[]): string {
  const [, host] = NAMED.exec(message) ?? [];
  if (host === undefined) return message;
  for (const { text, file, above = 0, indent = 0 } of texts) {
    const found = placeIn(text, host);
    if (found === undefined) continue;
    return `${file}:${above + found.line}:${indent + found.column}: ${found.place}: ${message}\n${REMEDY}.`;
  }
  return message;
}

function placeIn(text: string, host: string): ReturnType<typeof placeOfCommand> {
  try {
    return placeOfCommand(text, host);
  } catch {
    // Not the description of a lab.
    return undefined;
  }
}
