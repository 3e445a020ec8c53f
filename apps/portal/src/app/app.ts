import { Component, computed, inject } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';

@Component({
  selector: 'wb-app',
  imports: [RouterOutlet],
  template: `
    @if (navigating()) {
      <div class="bar" role="progressbar" aria-label="Opening the page"></div>
    }
    <router-outlet />
  `,
  styles: `
    .bar {
      position: fixed;
      z-index: 50;
      inset: 0 0 auto;
      height: 2px;
      background: var(--wb-accent);
      transform-origin: left;
      animation: grow 4s cubic-bezier(0.1, 0.7, 0.2, 1) both 150ms;
    }
    @keyframes grow {
      from {
        scale: 0 1;
      }
      to {
        scale: 0.9 1;
      }
    }
  `,
})
export class App {
  private readonly navigation = inject(Router).currentNavigation;
  protected readonly navigating = computed(() => this.navigation() !== null);
}
