// The only file that knows driver.js. It is loaded when a tour begins, and never before.
import { ApplicationRef, Component, ViewEncapsulation, createComponent } from '@angular/core';
import type { Injector } from '@angular/core';
import { Router } from '@angular/router';
import type { Role } from '@waybill/contracts';
import { driver } from 'driver.js';
import { tours } from './tour-steps.ts';
import type { TourStep } from './tour-steps.ts';

export interface TourEvents {
  /** Whenever another step is shown. */
  reached(step: number): void;
  /** After its last step; not when it is left before. */
  ended(): void;
}

const patienceMs = 3_000;

/** Brings the styles of the tour onto the page, in the theme's colours. */
@Component({
  selector: 'wb-tour-styles',
  template: '',
  styleUrl: './tour-run.scss',
  encapsulation: ViewEncapsulation.None,
})
class TourStyles {
  protected readonly isSeen = false;
}

/** Leads from step to step, each on its own screen. Arrow keys and buttons move, Esc leaves. */
export function runTour(injector: Injector, role: Role, from: number, events: TourEvents): void {
  const application = injector.get(ApplicationRef);
  const router = injector.get(Router);
  const steps = tours[role];
  const styles = createComponent(TourStyles, {
    environmentInjector: application.injector,
  });
  const before = document.activeElement;
  let turn = 0;

  const guide = driver({
    animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    // Its own keys know only steps that are all on one screen.
    allowKeyboardControl: false,
    stagePadding: 6,
    stageRadius: 8,
    disableActiveInteraction: true,
    popoverClass: 'wb-tour',
    onDestroyed: () => {
      turn += 1;
      document.removeEventListener('keydown', press, true);
      styles.destroy();
      if (before instanceof HTMLElement) before.focus();
    },
  });

  let at = from;
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') guide.destroy();
    else if (event.key === 'ArrowRight') void show(at + 1);
    else if (event.key === 'ArrowLeft') void show(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('keydown', press, true);

  const show = async (index: number) => {
    const step = steps[index];
    if (!step) {
      events.ended();
      guide.destroy();
      return;
    }
    at = index;
    turn += 1;
    const own = turn;
    if (pathOf(router.url) !== step.link) await router.navigateByUrl(step.link);
    const element = await anchorOf(step);
    // It was left, or went on, while the screen was loading.
    if (own !== turn) return;
    events.reached(index);
    const isLast = index === steps.length - 1;
    guide.highlight({
      ...(element ? { element } : {}),
      popover: {
        title: step.title,
        description: `${step.text}<small>${index + 1} of ${steps.length}</small>`,
        showButtons: index > 0 ? ['previous', 'next', 'close'] : ['next', 'close'],
        nextBtnText: isLast ? 'Done' : 'Next',
        prevBtnText: 'Back',
        onNextClick: () => void show(index + 1),
        onPrevClick: () => void show(index - 1),
      },
    });
  };
  void show(Math.min(from, steps.length - 1));
}

/** The element once it is there and can be seen; null when it does not come, or only where it is wide. */
async function anchorOf({ anchor }: TourStep): Promise<Element | null> {
  for (let waited = 0; waited < patienceMs; waited += 100) {
    const element = document.querySelector(`[data-tour="${anchor}"]`);
    if (element?.getClientRects().length) return element;
    if (element) return null;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
