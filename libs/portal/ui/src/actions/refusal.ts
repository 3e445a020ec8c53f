import { Directive, ElementRef, computed, effect, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { STANDSTILL } from './standstill.ts';

/**
 * Keeps a button on the screen that may not be used now, and says why on hover and focus: somebody who
 * looks for an action learns that it exists and what stands in its way.
 */
@Directive({
  selector: 'button[wbRefusal]',
  hostDirectives: [MatTooltip],
  host: { '[attr.aria-disabled]': "why() || busy() ? 'true' : null" },
})
export class Refusal {
  /** The reason in a sentence; null lets the button work. */
  readonly wbRefusal = input.required<string | null>();
  /** What it does is being done: it does nothing more, and keeps the focus, which a disabled button loses. */
  readonly busy = input(false);

  private readonly standstill = inject(STANDSTILL);
  protected readonly why = computed(() => this.wbRefusal() ?? this.standstill());

  constructor() {
    const tooltip = inject(MatTooltip);
    effect(() => {
      tooltip.message = this.why() ?? '';
    });
    const button: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // In the capture phase, so that it comes before the button's own listeners.
    button.addEventListener(
      'click',
      (event) => {
        if (this.why() === null && !this.busy()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}
