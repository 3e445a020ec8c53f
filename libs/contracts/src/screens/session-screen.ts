import type { Permission, Role } from '../roles.ts';

/** `GET /bff/session`: who is signed in and what they may do. For showing only: the API decides again on every call. */
export interface SessionAnswer {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}
