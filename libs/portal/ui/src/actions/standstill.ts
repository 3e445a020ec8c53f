import { InjectionToken, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/**
 * Why nothing can be done now, in a sentence; null while things can. The application provides it: every button that may be refused is,
 * while what is on the screen may be old.
 */
export const STANDSTILL = new InjectionToken<Signal<string | null>>('standstill', {
  providedIn: 'root',
  factory: () => signal<string | null>(null),
});
