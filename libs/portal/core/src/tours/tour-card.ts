import { A11yModule } from '@angular/cdk/a11y';
import {
  Component,
  ElementRef,
  ViewEncapsulation,
  computed,
  effect,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { TourStep } from './tour-steps.ts';

const width = 352;
const gap = 14;

/** What a tour says about the place it points at; beside that place where there is room, else at the foot. */
@Component({
  selector: 'wb-tour-card',
  imports: [A11yModule],
  template: `
    <div
      class="wb-tour-card"
      role="dialog"
      aria-modal="true"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      cdkTrapFocus
      [style.left.px]="place().left"
      [style.top.px]="place().top"
    >
      <h2 id="tour-title">{{ step().title }}</h2>
      <p id="tour-text">{{ step().text }}</p>
      <div class="foot">
        <span class="count">{{ index() + 1 }} of {{ count() }}</span>
        <button type="button" class="wb-button quiet" (click)="left.emit()">Leave</button>
        @if (index() > 0) {
          <button type="button" class="wb-button" (click)="moved.emit(index() - 1)">Back</button>
        }
        <button #next type="button" class="wb-button primary" (click)="moved.emit(index() + 1)">
          {{ index() + 1 === count() ? 'Done' : 'Next' }}
        </button>
      </div>
    </div>
  `,
  styleUrl: './tour-card.scss',
  // The library's own classes, on the page's own elements, take their style from here.
  encapsulation: ViewEncapsulation.None,
  host: { '(document:keydown)': 'press($event)' },
})
export class TourCard {
  readonly step = input.required<TourStep>();
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  /** Where the place is on the screen; null when it cannot be seen. */
  readonly target = input<DOMRect | null>(null);
  /** To the step of that number. */
  readonly moved = output<number>();
  readonly left = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly next = viewChild.required<ElementRef<HTMLElement>>('next');
  protected readonly place = computed(() => {
    const target = this.target();
    if (!target || innerWidth < 640) return { left: null, top: null };
    const height = this.host.firstElementChild?.clientHeight ?? 180;
    const isBeside = target.right + gap + width < innerWidth && target.width < innerWidth / 2;
    const isBelow = target.bottom + gap + height < innerHeight;
    return {
      left:
        isBeside && !isBelow ? target.right + gap : Math.min(target.left, innerWidth - width - gap),
      top: isBelow
        ? target.bottom + gap
        : Math.max(gap, Math.min(target.top, innerHeight - height - gap)),
    };
  });

  constructor() {
    effect(() => {
      this.step();
      this.next().nativeElement.focus({ preventScroll: true });
    });
  }

  protected press(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.left.emit();
    else if (event.key === 'ArrowRight') this.moved.emit(this.index() + 1);
    else if (event.key === 'ArrowLeft' && this.index() > 0) this.moved.emit(this.index() - 1);
    else return;
    event.preventDefault();
  }
}
