import { Component, inject } from '@angular/core';
import { Tours } from '@waybill/portal-core';
import { Icon } from '@waybill/portal-ui';

/** Once per person, on the start page: a short tour, now, later or never. */
@Component({
  selector: 'wb-tour-offer',
  imports: [Icon],
  template: `
    @if (tours.offered()) {
      <section aria-label="Tour">
        <wb-icon name="explore" />
        <p>
          @if (tours.stepsTaken() > 0) {
            You left the tour of your screens at step {{ tours.stepsTaken() + 1 }}.
          } @else {
            New here? A short tour shows where your role finds things.
          }
        </p>
        <button type="button" class="wb-button primary" (click)="begin()">
          {{ tours.stepsTaken() > 0 ? 'Go on' : 'Take the tour' }}
        </button>
        <button type="button" class="wb-button quiet" (click)="tours.later()">Later</button>
        <button type="button" class="wb-button quiet" (click)="tours.never()">No, thanks</button>
      </section>
    }
  `,
  styles: `
    section {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--wb-space-2) var(--wb-space-3);
      margin-bottom: var(--wb-space-4);
      padding: var(--wb-space-2) var(--wb-space-4);
      border-radius: var(--wb-radius-l);
      background: var(--wb-accent-soft);
    }
    wb-icon {
      color: var(--wb-accent);
      font-size: 1.25rem;
    }
    p {
      flex: 1 1 14rem;
    }
  `,
})
export class TourOffer {
  protected readonly tours = inject(Tours);

  protected begin(): void {
    void this.tours.begin('where it was left');
  }
}
