import { Component, inject } from '@angular/core';
import type { Injector } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import type { AuditEvent } from '@waybill/contracts';
import { AuditDetail, AuditSentence } from '@waybill/portal-core/audit-trail';

@Component({
  selector: 'wb-audit-event-dialog',
  imports: [AuditDetail, AuditSentence, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Event {{ event.seq }}</h2>
    <mat-dialog-content>
      <p class="told"><wb-audit-sentence [event]="event" [linked]="false" /></p>
      <wb-audit-detail [event]="event" />
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button type="button" class="wb-button" mat-dialog-close cdkFocusInitial>Close</button>
    </mat-dialog-actions>
  `,
  styles: `
    .told {
      margin-bottom: var(--wb-space-3);
      color: var(--wb-ink);
    }
  `,
})
export class AuditEventDialog {
  protected readonly event = inject<AuditEvent>(MAT_DIALOG_DATA);
}

export function openAuditEvent(injector: Injector, event: AuditEvent): void {
  injector.get(MatDialog).open(AuditEventDialog, { data: event, width: '40rem', maxWidth: '94vw' });
}
