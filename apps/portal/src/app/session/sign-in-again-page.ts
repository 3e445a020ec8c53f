import { Component, inject, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import { Session, sessionFeature } from '@waybill/portal-core';
import { BrandMark } from '../shell/brand-mark.ts';

/**
 * The small window in which a lost session is signed in again. The tokens reach the waiting tab through
 * the tab channel; this window has only to go.
 */
@Component({
  selector: 'wb-sign-in-again-page',
  imports: [BrandMark],
  template: `
    <main>
      <wb-brand-mark />
      @if (signedIn()) {
        <h1>You are signed in</h1>
        <p>You can close this window and go on where you were.</p>
      } @else if (failed()) {
        <h1>The sign-in service does not answer</h1>
        <p role="alert">Try again in a moment.</p>
        <a class="wb-button primary" href="/sign-in-again">Try again</a>
      } @else {
        <h1>Taking you to the sign-in …</h1>
      }
    </main>
  `,
  styleUrl: './door.scss',
})
export class SignInAgainPage {
  private readonly status = inject(Store).selectSignal(sessionFeature.selectStatus);
  protected readonly signedIn = signal(this.status() === 'signed-in');
  protected readonly failed = signal(false);

  constructor() {
    if (this.signedIn()) {
      window.close();
      return;
    }
    inject(Session)
      .signIn('/sign-in-again')
      .catch(() => {
        this.failed.set(true);
      });
  }
}
