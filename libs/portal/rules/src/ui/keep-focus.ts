import { afterNextRender } from '@angular/core';
import type { ElementRef, Injector } from '@angular/core';

/** Gives the focus to a place when what had it is gone once all is rendered, as a button that did its work: nobody starts at the top again. */
export function keepFocus(place: ElementRef<HTMLElement> | undefined, injector: Injector): void {
  afterNextRender(
    () => {
      if (document.activeElement === document.body)
        place?.nativeElement.focus({ preventScroll: true });
    },
    { injector },
  );
}
