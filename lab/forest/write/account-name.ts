const FORBIDDEN = /["/\\[\]:;|=,+*?<>\p{Cc}]/u;
/** For users; groups and computers have more room ([MS-SAMR] 3.1.1.6; Microsoft Learn, "SAM-Account-Name"). */
export const LONGEST_OF_USERS = 20;
const LONGEST = 256;

/** Whether a security principal can bear a `sAMAccountName`. */
export function isFitAccountName(sam: string, isUser: boolean): boolean {
  const longest = isUser ? LONGEST_OF_USERS : LONGEST;
  return !FORBIDDEN.test(sam) && !sam.endsWith('.') && sam.trim() !== '' && sam.length <= longest;
}
