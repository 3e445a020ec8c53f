import { Directive, ElementRef, effect, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';

/**
 * Keeps a button on the screen that may not be used now, and says why on hover and focus: somebody who
 * looks for an action learns that it exists and what stands in its way.
 */
@Directive({
  selector: 'button[wbRefusal]',
  hostDirectives: [MatTooltip],
  host: { '[attr.aria-disabled]': "wbRefusal() || busy() ? 'true' : null" },
})
export class Refusal {
  /** The reason in a sentence; null lets the button work. */
  readonly wbRefusal = input.required<string | null>();
  /** What it does is being done: it does nothing more, and keeps the focus, which a disabled button loses. */
  readonly busy = input(false);

  constructor() {
    const tooltip = inject(MatTooltip);
    effect(() => {
      tooltip.message = this.wbRefusal() ?? '';
    });
    const button: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // In the capture phase, so that it comes before the button's own listeners.
    button.addEventListener(
      'click',
      (event) => {
        if (this.wbRefusal() === null && !this.busy()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}
