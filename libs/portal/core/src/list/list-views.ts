import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { Component, computed, input, signal } from '@angular/core';
import { Icon } from '@waybill/portal-ui';
import type { List } from './list.ts';
import { belowAtTheEnd } from './panel-positions.ts';
import { ListViewsPanel } from './list-views-panel.ts';

/** Which saved view a list shows, whether it was changed since, and the panel of all views. */
@Component({
  selector: 'wb-list-views',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, Icon, ListViewsPanel],
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
      <wb-icon name="filter-list" /> {{ label() }}
      @if (list().modified()) {
        <span class="modified">modified •</span>
      }
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
        <wb-list-views-panel [list]="list()" (done)="open.set(false)" />
      }
    </ng-template>
  `,
  styles: `
    .modified {
      color: var(--wb-warn);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class ListViews<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();

  protected readonly open = signal(false);
  protected readonly below = belowAtTheEnd;
  protected readonly label = computed(() => this.list().view()?.name ?? 'Views');
}
