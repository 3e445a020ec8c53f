import { createFeature, createReducer, on } from '@ngrx/store';
import type { Permission, Role } from '@waybill/contracts';
import type { PortalProblem } from '../problems/portal-problem.ts';
import { sessionEvents } from './session-events.ts';
import type { Person } from './token-set.ts';

export interface SessionState {
  /** `lost`: somebody is signed in on the screen, but no call goes through until they confirm it. */
  readonly status: 'signed-out' | 'signed-in' | 'lost';
  readonly person: Person | null;
  readonly roles: readonly Role[];
  /** Null until the BFF has answered: neither granted nor refused. */
  readonly permissions: readonly Permission[] | null;
  /** Why the BFF would not say what the person may do. */
  readonly standingProblem: PortalProblem | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

const nobody: SessionState = {
  status: 'signed-out',
  person: null,
  roles: [],
  permissions: null,
  standingProblem: null,
  refusal: null,
};

/** Who is signed in and what they may do. Tokens are never in the store. */
export const sessionFeature = createFeature({
  name: 'session',
  reducer: createReducer<SessionState>(
    nobody,
    on(sessionEvents.signedIn, (state, { person }) => ({ ...nobody, status: 'signed-in', person })),
    on(sessionEvents.standingLearned, (state, { standing }) => ({
      ...state,
      roles: standing.roles,
      permissions: standing.permissions,
      standingProblem: null,
    })),
    on(sessionEvents.standingRefused, (state, { problem }) => ({
      ...state,
      standingProblem: problem,
    })),
    on(sessionEvents.signInRefused, (_, { code, message }) => ({
      ...nobody,
      refusal: { code, message },
    })),
    on(sessionEvents.lost, (state) => ({ ...state, status: 'lost' })),
    on(sessionEvents.resumed, (state) => ({ ...state, status: 'signed-in' })),
    on(sessionEvents.signedOut, () => nobody),
  ),
});
