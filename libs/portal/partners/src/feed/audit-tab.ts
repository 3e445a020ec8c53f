import { Component, input } from '@angular/core';
import { AuditTrail } from '@waybill/portal-core/audit-trail';

@Component({
  selector: 'wb-feed-audit-tab',
  imports: [AuditTrail],
  template: `<wb-audit-trail [object]="'feed:' + id()" />`,
})
export class AuditTab {
  readonly id = input.required<string>();
}
