import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { Permission, Role } from '@waybill/contracts';
import type { PortalProblem } from '../problems/portal-problem.ts';
import type { Person } from './token-set.ts';

/** What the BFF says about the caller: `GET /bff/session`. */
export interface Standing {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}

export const sessionEvents = createActionGroup({
  source: 'Session',
  events: {
    'Signed in': props<{ person: Person }>(),
    'Standing learned': props<{ standing: Standing }>(),
    'Standing refused': props<{ problem: PortalProblem }>(),
    'Sign in refused': props<{ code: string; message: string }>(),
    'Tokens renewed': props<{ expiresAt: number }>(),
    Lost: emptyProps(),
    Resumed: emptyProps(),
    'Signed out': emptyProps(),
  },
});
