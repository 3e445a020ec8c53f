import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { Component, input, signal } from '@angular/core';
import { Icon } from '@waybill/portal-ui';
import type { List } from './list.ts';
import { belowAtTheEnd } from './panel-positions.ts';
import { ListDisplayPanel } from './list-display-panel.ts';

/** The button that opens how a list is shown: columns, density, rows of a page. */
@Component({
  selector: 'wb-list-display',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, Icon, ListDisplayPanel],
  template: `
    <button
      #origin="cdkOverlayOrigin"
      cdkOverlayOrigin
      type="button"
      class="wb-button"
      aria-haspopup="dialog"
      [attr.aria-expanded]="open()"
      (click)="open.set(!open())"
    >
      <wb-icon name="table-rows" /> Display
    </button>
    <ng-template
      cdkConnectedOverlay
      cdkConnectedOverlayHasBackdrop
      cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="open()"
      [cdkConnectedOverlayPush]="true"
      [cdkConnectedOverlayPositions]="below"
      (backdropClick)="open.set(false)"
      (detach)="open.set(false)"
    >
      @defer {
        <wb-list-display-panel [list]="list()" (done)="open.set(false)" />
      }
    </ng-template>
  `,
})
export class ListDisplay<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();

  protected readonly open = signal(false);
  protected readonly below = belowAtTheEnd;
}
