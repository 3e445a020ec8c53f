import { Component } from '@angular/core';
import { EmptyState, Skeleton } from '@waybill/portal-ui';

/** What stands where there is nothing to show, for good or for now. */
@Component({
  selector: 'wb-states-exhibit',
  imports: [EmptyState, Skeleton],
  template: `
    <h3>Nothing yet, with what to do</h3>
    <div class="wb-card">
      <wb-empty-state heading="No file has arrived yet">
        <p>Files come in by themselves once a partner drops them.</p>
        <button type="button" class="wb-button primary">Upload a file</button>
      </wb-empty-state>
    </div>
    <h3>Nothing matches</h3>
    <div class="wb-card">
      <wb-empty-state icon="search-off" heading="No run matches these filters">
        <button type="button" class="wb-button">Clear the filters</button>
      </wb-empty-state>
    </div>
    <h3>Not for this role</h3>
    <div class="wb-card">
      <wb-empty-state icon="lock" heading="The audit trail is not for every role">
        <p>Your role (viewer) may not read it. Somebody with the role auditor can.</p>
      </wb-empty-state>
    </div>
    <h3>On its way</h3>
    <div class="wb-card outline">
      @for (width of widths; track width) {
        <wb-skeleton [width]="width" />
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--wb-space-3);
    }
    .outline {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--wb-space-3);
      padding: var(--wb-space-4);
    }
  `,
})
export class StatesExhibit {
  protected readonly widths = ['11rem', '24rem', '17rem'];
}
