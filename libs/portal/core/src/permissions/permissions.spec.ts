import { TestBed } from '@angular/core/testing';
import { Store, provideState, provideStore } from '@ngrx/store';
import { isAllowed, roleMatrix, roles } from '@waybill/contracts';
import type { Permission, Role } from '@waybill/contracts';
import { sessionEvents } from '../session/session-events.ts';
import { sessionFeature } from '../session/session-feature.ts';
import { Permissions } from './permissions.ts';

describe('what the role may do', () => {
  it('says nothing against what is granted', () => {
    const permissions = personWith('support');

    expect(permissions.can('runs:operate')).toBe(true);
    expect(permissions.refusal('runs:operate')).toBeNull();
  });

  it.each([
    ['viewer', 'runs:operate', 'Your role (viewer) may not cancel runs.'],
    ['qa', 'replays:run', 'Your role (QA) may not replay files.'],
  ] as const)('names %s as what stands in the way, and who could', (role, permission, sentence) => {
    expect(personWith(role).refusal(permission)).toBe(
      `${sentence} Somebody with the role admin or support can.`,
    );
  });

  it('says so when the account has no role at all', () => {
    expect(personWith().refusal('files:upload')).toMatch(
      /^Your account has no role that may upload/,
    );
  });

  it('refuses nothing for good before the BFF has answered', () => {
    configure();

    expect(TestBed.inject(Permissions).refusal('runs:operate')).toMatch(/^Checking/);
    expect(TestBed.inject(Permissions).can('runs:operate')).toBe(false);
  });

  it.each(roles)('has a sentence for everything that is refused to %s', (role) => {
    const permissions = personWith(role);
    const refused = allPermissions.filter((permission) => !permissions.can(permission));

    for (const permission of refused) {
      expect(permissions.refusal(permission)).toMatch(/^Your role \(\w+\) may not .+\. .+ can\.$/);
    }
    expect(refused.length).toBeLessThan(allPermissions.length);
  });
});

const allPermissions = Object.keys(roleMatrix).filter((name): name is Permission =>
  Object.hasOwn(roleMatrix, name),
);

function configure() {
  TestBed.configureTestingModule({ providers: [provideStore(), provideState(sessionFeature)] });
}

function personWith(...held: Role[]): Permissions {
  configure();
  const caller = {
    kind: 'person' as const,
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    roles: held,
    scopes: [],
    partner: null,
  };
  const permissions = allPermissions.filter((permission) => isAllowed(caller, permission));
  TestBed.inject(Store).dispatch(
    sessionEvents.standingLearned({ standing: { subject: 's', roles: held, permissions } }),
  );
  return TestBed.inject(Permissions);
}
