/** What k6 has and its typings lack: Web Crypto's `crypto`, a global since k6 1.0. */
declare const crypto: { randomUUID(): string };
