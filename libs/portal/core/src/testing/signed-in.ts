import { inject, provideEnvironmentInitializer } from '@angular/core';
import type { EnvironmentProviders, Provider } from '@angular/core';
import { Store, provideState } from '@ngrx/store';
import { isAllowed, roleMatrix } from '@waybill/contracts';
import type { Permission, Role } from '@waybill/contracts';
import { RUNTIME_CONFIG } from '../config/runtime-config.ts';
import { sessionEvents } from '../session/session-events.ts';
import { sessionFeature } from '../session/session-feature.ts';

/** A signed-in person of that role, for specs of screens; the root store must be provided. */
export function provideSignedIn(role: Role): (Provider | EnvironmentProviders)[] {
  return [
    provideState(sessionFeature),
    { provide: RUNTIME_CONFIG, useValue: config },
    provideEnvironmentInitializer(() => {
      const store = inject(Store);
      const person = { subject: role, name: `The ${role}`, email: null };
      store.dispatch(sessionEvents.signedIn({ person }));
      const standing = { subject: role, roles: [role], permissions: permissionsOf(role) };
      store.dispatch(sessionEvents.standingLearned({ standing }));
    }),
  ];
}

const config = {
  issuer: 'http://localhost:4400/oauth2/default',
  clientId: 'waybill-portal',
  scope: 'openid portal',
  environment: 'spec',
  version: '0.0.0',
  apiUrl: 'http://localhost:4300/v1',
};

function permissionsOf(role: Role): Permission[] {
  const caller = {
    kind: 'person' as const,
    issuer: 'spec',
    subject: role,
    clientId: 'spec',
    roles: [role],
    scopes: [],
    partner: null,
  };
  return Object.keys(roleMatrix)
    .filter((name): name is Permission => Object.hasOwn(roleMatrix, name))
    .filter((permission) => isAllowed(caller, permission));
}
