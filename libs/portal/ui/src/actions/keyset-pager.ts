import { Component, input, output } from '@angular/core';
import { Icon } from '../icon/icon.ts';

/** Newer and older, for lists that grow at the front: there are no page numbers to lose. */
@Component({
  selector: 'wb-keyset-pager',
  imports: [Icon],
  template: `
    <span class="shown"><ng-content /></span>
    <button type="button" class="wb-button" [disabled]="!hasBefore()" (click)="before.emit()">
      <wb-icon name="chevron-left" /> {{ beforeLabel() }}
    </button>
    <button type="button" class="wb-button" [disabled]="!hasAfter()" (click)="after.emit()">
      {{ afterLabel() }} <wb-icon name="chevron-right" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--wb-space-2);
      padding: var(--wb-space-2) var(--wb-space-3);
    }
    .shown {
      flex: 1;
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
  `,
  host: { role: 'navigation', '[attr.aria-label]': 'label()' },
})
export class KeysetPager {
  readonly label = input('Pages');
  readonly beforeLabel = input('Newer');
  readonly afterLabel = input('Older');
  readonly hasBefore = input.required<boolean>();
  readonly hasAfter = input.required<boolean>();
  readonly before = output();
  readonly after = output();
}
