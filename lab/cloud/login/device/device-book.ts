import { randomInt } from 'node:crypto';
import { Expiring } from '../expiring.ts';
import { digestOf, newSecret } from '../secret.ts';
import type { SessionAccount } from '../sessions/sessions.ts';

/** A device that waits for its user to sign in elsewhere. */
export interface DeviceRequest {
  readonly appId: string;
  readonly authority: string;
  readonly scope: string;
  /** Lab milliseconds. */
  readonly expiresAt: number;
  state: 'pending' | 'approved' | 'declined' | 'redeemed';
  account?: SessionAccount;
  lastPoll?: number;
}

export interface DeviceCodes {
  readonly deviceCode: string;
  readonly userCode: string;
}

interface Settings {
  readonly lifetime: number;
  readonly interval: number;
  readonly slowDown: boolean;
  readonly wrongCodes: number;
}

const MOST = 20_000;
/** Letters that are not taken for one another, as the real codes have them. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 9;
/** How long an expired code is still told from an unknown one. */
const REMEMBERED_MS = 3_600_000;

/** The device codes of a cloud (RFC 8628), by both of their codes. */
export class DeviceBook {
  readonly settings: Settings;
  readonly #byDeviceCode = new Expiring<DeviceRequest>(MOST);
  readonly #byUserCode = new Expiring<DeviceRequest>(MOST);
  readonly #wrongFrom = new Expiring<number>(MOST);

  constructor(settings: Settings) {
    this.settings = settings;
  }

  open(facts: Pick<DeviceRequest, 'appId' | 'authority' | 'scope'>, now: number): DeviceCodes {
    const expiresAt = now + this.settings.lifetime;
    const request: DeviceRequest = { ...facts, expiresAt, state: 'pending' };
    const [deviceCode, userCode] = [newSecret(), newUserCode()];
    this.#byDeviceCode.put(digestOf(deviceCode), request, expiresAt + REMEMBERED_MS);
    this.#byUserCode.put(userCode, request, expiresAt + REMEMBERED_MS);
    return { deviceCode, userCode };
  }

  byDeviceCode(code: string, now: number): DeviceRequest | undefined {
    return this.#byDeviceCode.get(digestOf(code), now);
  }

  /** As a user types it: in any case, with or without blanks. */
  byUserCode(code: string, now: number): DeviceRequest | undefined {
    return this.#byUserCode.get(code.toUpperCase().replaceAll(/[\s-]/g, ''), now);
  }

  /** The code that a user at a place has typed; too many made-up ones, and none is looked up (RFC 8628 section 5.1). */
  typed(code: string, place: string, now: number): DeviceRequest | undefined {
    const wrong = this.#wrongFrom.get(place, now) ?? 0;
    const request = wrong < this.settings.wrongCodes ? this.byUserCode(code, now) : undefined;
    if (request === undefined) this.#wrongFrom.put(place, wrong + 1, now + this.settings.lifetime);
    return request;
  }

  /** Whether a poll comes before its time. */
  isHasty(request: DeviceRequest, now: number): boolean {
    const { lastPoll } = request;
    request.lastPoll = now;
    return this.settings.slowDown && lastPoll !== undefined && now - lastPoll < this.settings.interval;
  }
}

function newUserCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
}
