/** An account that the lab has made in the outside domain. */
export interface OwnAccount {
  readonly sam: string;
  readonly upn: string;
  readonly dn: string;
  readonly password: string;
}

/** The accounts that the lab has made, in their order: the one place that knows their passwords. */
export class OwnAccounts {
  readonly #bySam = new Map<string, OwnAccount>();

  add(account: OwnAccount): void {
    this.#bySam.set(account.sam.toLowerCase(), account);
  }

  /** By sAMAccountName, UPN or `DOMAIN\sam`, in any case. */
  find(user: string): OwnAccount | undefined {
    const wanted = (user.split('\\').at(-1) ?? user).toLowerCase();
    return this.#bySam.get(wanted) ?? this.all().find(({ upn }) => upn.toLowerCase() === wanted);
  }

  forget({ sam }: OwnAccount): void {
    this.#bySam.delete(sam.toLowerCase());
  }

  all(): OwnAccount[] {
    return [...this.#bySam.values()];
  }
}
