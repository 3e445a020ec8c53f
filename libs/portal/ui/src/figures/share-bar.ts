import { Component, computed, input } from '@angular/core';
import { figure } from './figure.ts';
import type { Share } from './share.ts';
import { totalOf } from './share.ts';

/** Parts of a whole as one thin bar; the numbers are its accessible name. */
@Component({
  selector: 'wb-share-bar',
  template: `
    @for (share of visible(); track share.key) {
      <span [style.flex-grow]="share.count" [attr.data-tone]="share.tone"></span>
    } @empty {
      <span class="nothing"></span>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 1px;
      width: 100%;
      height: 6px;
      overflow: hidden;
      border-radius: 3px;
    }
    span {
      flex: 0 1 auto;
      flex-basis: 2px;
      transition: flex-grow var(--wb-swift);
    }
    .nothing {
      flex-grow: 1;
      background: var(--wb-line);
    }
    [data-tone='good'] {
      background: var(--wb-good-fill);
    }
    [data-tone='warn'] {
      background: var(--wb-warn-fill);
    }
    [data-tone='bad'] {
      background: var(--wb-bad-fill);
    }
    [data-tone='busy'] {
      background: var(--wb-busy-fill);
    }
    [data-tone='calm'] {
      background: var(--wb-calm-fill);
    }
    [data-tone='note'] {
      background: var(--wb-note-fill);
    }
    [data-tone='pale'] {
      background: var(--wb-pale-fill);
    }
  `,
  host: { role: 'img', '[attr.aria-label]': 'description()' },
})
export class ShareBar {
  readonly shares = input.required<readonly Share[]>();
  protected readonly visible = computed(() => this.shares().filter(({ count }) => count > 0));
  protected readonly description = computed(() =>
    totalOf(this.shares()) === 0
      ? 'no rows'
      : this.visible()
          .map(({ count, label }) => `${figure(count)} ${label}`)
          .join(', '),
  );
}
