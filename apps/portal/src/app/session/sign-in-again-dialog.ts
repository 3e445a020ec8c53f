import { Component, signal } from '@angular/core';
import type { Injector } from '@angular/core';
import { MatDialog, MatDialogModule } from '@angular/material/dialog';
import type { MatDialogRef } from '@angular/material/dialog';
import { Icon } from '@waybill/portal-ui';

@Component({
  selector: 'wb-sign-in-again-dialog',
  imports: [Icon, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Your session has ended</h2>
    <mat-dialog-content>
      <p>Sign in again and go on where you are: nothing on this page is lost.</p>
      @if (blocked()) {
        <p role="alert">
          The browser kept the sign-in window from opening. Allow it, or
          <a href="/sign-in-again" target="_blank">open it in a new tab</a>.
        </p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button type="button" class="wb-button primary" cdkFocusInitial (click)="open()">
        <wb-icon name="person" /> Sign in again
      </button>
    </mat-dialog-actions>
  `,
})
export class SignInAgainDialog {
  protected readonly blocked = signal(false);

  protected open(): void {
    const window_ = window.open('/sign-in-again', 'waybill-sign-in', 'popup,width=560,height=720');
    this.blocked.set(window_ === null);
  }
}

/** Opens it over the screen; kept here so that dialogs are no part of what a first visit loads. */
export function openSignInAgainDialog(injector: Injector): MatDialogRef<unknown> {
  return injector.get(MatDialog).open(SignInAgainDialog, { disableClose: true, width: '26rem' });
}
