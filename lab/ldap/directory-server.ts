/** A domain controller as a calling host knows it: the name its certificate must bear, and that host's link to it. */
export interface DirectoryServer {
  /** Fully qualified, such as `dc1.corp.contoso.com`. */
  readonly name: string;
  readonly host: string;
  /** LDAPS. */
  readonly port: number;
  /** An authority (PEM) that it alone is believed by, beside those that the caller's host trusts. */
  readonly trust?: string | undefined;
}
