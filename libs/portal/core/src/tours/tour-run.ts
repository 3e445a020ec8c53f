// The only file that knows driver.js. It is loaded when a tour begins, and never before.
import {
  ApplicationRef,
  createComponent,
  inputBinding,
  outputBinding,
  signal,
} from '@angular/core';
import type { Injector } from '@angular/core';
import { Router } from '@angular/router';
import type { Role } from '@waybill/contracts';
import { driver } from 'driver.js';
import { TourCard } from './tour-card.ts';
import { tours } from './tour-steps.ts';
import type { TourStep } from './tour-steps.ts';

export interface TourEvents {
  /** Whenever another step is shown. */
  reached(step: number): void;
  /** After its last step; not when it is left before. */
  ended(): void;
}

const patienceMs = 3_000;
const popupAttributes = ['aria-haspopup', 'aria-expanded', 'aria-controls'];

/**
 * Leads from step to step, each on its own screen. The library darkens the page around the place; the words are
 * ours, since its own would be set as HTML, which the page forbids.
 */
export function runTour(injector: Injector, role: Role, from: number, events: TourEvents): void {
  const application = injector.get(ApplicationRef);
  const router = injector.get(Router);
  const steps = tours[role];
  const [first] = steps;
  if (!first) return;
  const shown = signal({ step: first, index: 0, target: null as DOMRect | null });
  const before = document.activeElement;
  let turn = 0;

  const guide = driver({
    animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    allowKeyboardControl: false,
    allowClose: false,
    stagePadding: 6,
    stageRadius: 8,
    disableActiveInteraction: true,
    // It says of the place that it opened the library's own words, which are not there.
    onHighlighted: (element) => {
      for (const name of popupAttributes) element?.removeAttribute(name);
    },
  });
  const card = createComponent(TourCard, {
    environmentInjector: application.injector,
    bindings: [
      inputBinding('step', () => shown().step),
      inputBinding('index', () => shown().index),
      inputBinding('count', () => steps.length),
      inputBinding('target', () => shown().target),
      outputBinding<number>('moved', (index) => void show(index)),
      outputBinding('left', () => {
        leave();
      }),
    ],
  });

  function leave(): void {
    turn += 1;
    guide.destroy();
    application.detachView(card.hostView);
    card.destroy();
    // What began it, an offer for one, may be gone; the screen itself is not.
    const origin = before?.isConnected && before !== document.body ? before : null;
    const target = origin ?? document.querySelector('main');
    if (target instanceof HTMLElement) target.focus();
  }

  async function show(index: number): Promise<void> {
    const step = steps[index];
    if (!step) {
      events.ended();
      leave();
      return;
    }
    turn += 1;
    const own = turn;
    if (pathOf(router.url) !== step.link) await router.navigateByUrl(step.link);
    const element = await anchorOf(step);
    // It was left, or went on, while the screen was loading.
    if (own !== turn) return;
    events.reached(index);
    guide.highlight(element ? { element } : {});
    shown.set({ step, index, target: element?.getBoundingClientRect() ?? null });
    if (!card.location.nativeElement.isConnected) {
      document.body.append(card.location.nativeElement);
      application.attachView(card.hostView);
    }
  }
  void show(Math.min(from, steps.length - 1));
}

/** The element once it is there and can be seen; null when it does not come, or only where it is wide. */
async function anchorOf({ anchor }: TourStep): Promise<Element | null> {
  for (let waited = 0; waited < patienceMs; waited += 100) {
    const place = document.querySelector(`[data-tour="${anchor}"]`);
    // A whole screen is too much to point at; its heading stands for it.
    const element = anchor === 'screen' ? place?.querySelector('h1') : place;
    if (element) return element.getClientRects().length > 0 ? element : null;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
