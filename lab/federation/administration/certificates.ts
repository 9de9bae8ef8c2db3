import { publishedIn, type SigningSet } from '../certificates/signing-set.ts';

/** `Get-AdfsCertificate` */
export function certificatesIn(set: SigningSet, now: number) {
  return publishedIn(set, now).map((one) => ({
    thumbprint: one.signer.thumbprint,
    certificate: one.signer.certificate,
    isPrimary: one === set.primary,
    notBefore: one.madeAt,
    notAfter: one.notAfter,
  }));
}
