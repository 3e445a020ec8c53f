import { TestBed } from '@angular/core/testing';
import { OAuthService, OAuthStorage } from 'angular-oauth2-oidc';
import { RUNTIME_CONFIG } from '../config/runtime-config.ts';

import { Identity } from './identity.ts';
import { isUndecided } from './sign-in-away.ts';

describe('renewing with an issuer that takes the call and never answers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(['loadDiscoveryDocument', 'refreshToken'] as const)(
    'is given up as undecided: %s',
    async (hanging) => {
      const { identity, asked } = whereHangs(hanging);

      const failure = identity.refresh().catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(31_000);

      expect(isUndecided(await failure)).toBe(true);
      void identity.refresh().catch(() => null);
      await vi.advanceTimersByTimeAsync(0);
      expect(asked[hanging]).toHaveBeenCalledTimes(2);
    },
  );
});

function whereHangs(hanging: 'loadDiscoveryDocument' | 'refreshToken') {
  const never = () => new Promise(() => undefined);
  const asked = {
    loadDiscoveryDocument: vi.fn(() => Promise.resolve()),
    refreshToken: vi.fn(() => Promise.resolve()),
    [hanging]: vi.fn(never),
  };
  const oauth = { ...asked, configure: () => undefined, getGrantedScopes: () => [] };
  TestBed.configureTestingModule({
    providers: [
      { provide: OAuthService, useValue: oauth },
      { provide: OAuthStorage, useValue: sessionStorage },
      {
        provide: RUNTIME_CONFIG,
        useValue: { issuer: 'https://id.example', clientId: 'portal', scope: 'openid' },
      },
    ],
  });
  return { identity: TestBed.inject(Identity), asked };
}
