import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon.ts';
import type { IconName } from '../icon/glyphs.ts';

/** Nothing to show, why, and (as content) what to do next. */
@Component({
  selector: 'wb-empty-state',
  imports: [Icon],
  template: `
    <wb-icon [name]="icon()" />
    @if (whole()) {
      <h1>{{ heading() }}</h1>
    } @else {
      <h2>{{ heading() }}</h2>
    }
    <div class="more"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--wb-space-2);
      padding: var(--wb-space-6) var(--wb-space-4);
      color: var(--wb-ink-soft);
      text-align: center;
    }
    wb-icon {
      font-size: 1.6rem;
      color: var(--wb-ink-faint);
    }
    h1,
    h2 {
      color: var(--wb-ink);
      font-size: var(--wb-text-lg);
      font-weight: 600;
    }
    .more {
      display: grid;
      justify-items: center;
      gap: var(--wb-space-3);
      max-width: 34rem;
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly icon = input<IconName>('inbox');
  /** Whether it stands for the whole page and not for a part of it. */
  readonly whole = input(false);
}
