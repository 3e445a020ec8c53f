import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';

/** Closes with true to leave. */
@Component({
  selector: 'wb-leave-dialog',
  imports: [MatDialogModule],
  template: `
    <h2 mat-dialog-title>Leave without saving?</h2>
    <mat-dialog-content>
      <p>You have changed {{ what }} and not saved it.</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button type="button" class="wb-button primary" cdkFocusInitial [mat-dialog-close]="false">
        Keep editing
      </button>
      <button type="button" class="wb-button danger" [mat-dialog-close]="true">
        Leave and lose it
      </button>
    </mat-dialog-actions>
  `,
})
export class LeaveDialog {
  protected readonly what = inject<string>(MAT_DIALOG_DATA);
}
