import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { RedirectCommand, Router } from '@angular/router';
import { Store } from '@ngrx/store';
import { Session, sessionFeature } from '@waybill/portal-core';

/** After a sign-in that worked, the callback address is only a way station. */
export const callbackGuard: CanActivateFn = () => {
  const status = inject(Store).selectSignal(sessionFeature.selectStatus);
  if (status() !== 'signed-in') return true;
  return new RedirectCommand(inject(Router).parseUrl(inject(Session).returnTo), {
    replaceUrl: true,
  });
};
