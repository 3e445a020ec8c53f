import { Directive, ElementRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLinkActive } from '@angular/router';

/** A tab that is a link: the open one is brought into sight where the tabs are wider than the screen; the page itself stays. */
@Directive({ selector: 'a[wbTab]' })
export class Tab {
  private readonly tab: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    inject(RouterLinkActive)
      .isActiveChange.pipe(takeUntilDestroyed())
      .subscribe((isActive) => {
        if (isActive) this.reveal();
      });
  }

  private reveal(): void {
    const tabs = this.tab.parentElement;
    if (tabs) tabs.scrollLeft = this.tab.offsetLeft - (tabs.clientWidth - this.tab.offsetWidth) / 2;
  }
}
