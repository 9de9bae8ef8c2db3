const AGENT = /PTA AgentId: ([0-9a-f-]{36})/i;

/** Id of the agent that checked a password, from the detail of the authentication method (documented wording). */
export function agentOf(methodDetail: string | null | undefined): string | undefined {
  return AGENT.exec(methodDetail ?? '')?.[1]?.toLowerCase();
}
