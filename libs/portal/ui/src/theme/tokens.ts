import type { BreakpointObserver } from '@angular/cdk/layout';

/**
 * Reads the theme's colours as `rgb(…)`, in whichever theme is shown at `host` now: for what paints by itself and knows no custom
 * properties. `read` is given a function from a token's name (`accent` for `--wb-accent`) to its colour.
 */
export function readTokens<T>(host: HTMLElement, read: (colourOf: ColourOf) => T): T {
  const probe = document.createElement('span');
  // What paints by itself is not repainted in forced colours, and in one colour its parts could not be told apart.
  probe.style.setProperty('forced-color-adjust', 'none');
  // Where motion is reduced, every change takes a moment too short to see, and long enough to read the colour before.
  probe.style.setProperty('transition-property', 'none');
  host.append(probe);
  try {
    return read((token) => {
      probe.style.color = `var(--wb-${token})`;
      return getComputedStyle(probe).color;
    });
  } finally {
    probe.remove();
  }
}

export type ColourOf = (token: string) => string;

const queries = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
];

/** Calls back when the theme turns, by the person's choice or the system's; returns how to stop. */
export function whenThemeTurns(media: BreakpointObserver, turned: () => void): () => void {
  const observer = new MutationObserver(turned);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = media.observe(queries).subscribe(turned);
  return () => {
    observer.disconnect();
    system.unsubscribe();
  };
}
