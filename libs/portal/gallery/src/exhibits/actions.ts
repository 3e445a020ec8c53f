import { Component, inject } from '@angular/core';
import { Undo } from '@waybill/portal-core';
import { CopyButton, Icon, KeysetPager, Refusal } from '@waybill/portal-ui';

/** Buttons in every weight and state, fields, pages, and the undo bar. */
@Component({
  selector: 'wb-actions-exhibit',
  imports: [CopyButton, Icon, KeysetPager, Refusal],
  template: `
    <h3>Buttons</h3>
    <p>
      <button type="button" class="wb-button primary">Replay</button>
      <button type="button" class="wb-button"><wb-icon name="download" /> Export …</button>
      <button type="button" class="wb-button quiet">Clear filters</button>
      <button type="button" class="wb-button danger">Cancel run</button>
      <button type="button" class="wb-button danger primary">Cancel the run</button>
      <button type="button" class="wb-button" disabled>Sending …</button>
      <button type="button" class="wb-button icon-only" aria-label="Close">
        <wb-icon name="close" />
      </button>
      <button type="button" class="wb-link-button">As on the screen</button>
    </p>
    <h3>Not for this role: there, with the reason on hover and focus</h3>
    <p>
      <button
        type="button"
        class="wb-button"
        wbRefusal="Your role (viewer) may not replay files. Somebody with the role support can."
      >
        Replay
      </button>
    </p>
    <h3>Copy</h3>
    <p><wb-copy-button text="run_01" label="Copy the id" /></p>
    <h3>Fields</h3>
    <p>
      <label class="wb-field">Name <input class="wb-input" value="Acme" /></label>
      <label class="wb-field">
        Partner
        <select class="wb-input">
          <option>All partners</option>
        </select>
      </label>
    </p>
    <h3>Pages: in the middle, and the only one</h3>
    <wb-keyset-pager [hasBefore]="true" [hasAfter]="true">100 runs on this page</wb-keyset-pager>
    <wb-keyset-pager [hasBefore]="false" [hasAfter]="false">3 runs on this page</wb-keyset-pager>
    <h3>Undo instead of a question</h3>
    <p>
      <button type="button" class="wb-button" (click)="pause(true)">Pause a feed</button>
      <button type="button" class="wb-button" (click)="pause(false)">
        Pause one whose pause cannot be taken back
      </button>
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--wb-space-2);
    }
  `,
})
export class ActionsExhibit {
  private readonly undo = inject(Undo);

  protected pause(mayUndo: boolean): void {
    this.undo.offer({
      done: 'Feed paused',
      undo: () => (mayUndo ? Promise.resolve() : Promise.reject(new Error('an exhibit'))),
    });
  }
}
