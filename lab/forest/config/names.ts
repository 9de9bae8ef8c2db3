import { z } from 'zod';

/** `corp.contoso.com` */
export const dnsName = z
  .string()
  .max(64)
  .regex(
    /^(?!-)[a-z0-9-]+(?<!-)(?:\.(?!-)[a-z0-9-]+(?<!-))+$/,
    'expected a DNS name in lower case with a dot in it, such as corp.contoso.com',
  );

/** `CORP` */
export const netbiosName = z
  .string()
  .regex(/^[A-Z0-9-]{1,15}$/, 'expected a NetBIOS name: 1 to 15 capitals, digits and hyphens');

/** A computer's name. */
export const HOST = /^(?!-)[A-Za-z0-9-]{1,15}(?<!-)$/;
export const HOST_WANTED = 'a computer name of 1 to 15 letters, digits and hyphens, these inside it alone';
export const hostName = z.string().regex(HOST, `expected ${HOST_WANTED}`);

/** The value of a name's part, without what would have to be escaped. */
export const plainName = z
  .string()
  .regex(/^[^,+"\\<>;=]{1,64}$/, 'expected a name of 1 to 64 characters without , + " \\ < > ; =');

/** `sAMAccountName` of somebody who is described elsewhere. */
export const reference = z.string().min(1).max(256);
