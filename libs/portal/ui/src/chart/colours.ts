import type { BreakpointObserver } from '@angular/cdk/layout';
import type { ChartSeries } from './chart-series.ts';

export interface ChartColours {
  readonly series: Readonly<Record<ChartSeries['tone'], string>>;
  readonly grid: string;
  readonly text: string;
  readonly surface: string;
  readonly font: string;
}

/** The theme's colours as a canvas understands them, in whichever theme is shown at `host` now. */
export function coloursAt(host: HTMLElement): ChartColours {
  const probe = document.createElement('span');
  // A canvas is not repainted in forced colours, and in one colour the series could not be told apart.
  probe.style.setProperty('forced-color-adjust', 'none');
  // Where motion is reduced, every change takes a moment too short to see, and long enough to read the colour before.
  probe.style.setProperty('transition-property', 'none');
  host.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(--wb-${token})`;
    return getComputedStyle(probe).color;
  };
  const colours: ChartColours = {
    series: {
      good: read('good-fill'),
      warn: read('warn-fill'),
      bad: read('bad-fill'),
      busy: read('busy-fill'),
      calm: read('calm-fill'),
      note: read('note-fill'),
      pale: read('pale-fill'),
      accent: read('accent'),
    },
    grid: read('line'),
    text: read('ink-faint'),
    surface: read('surface'),
    font: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return colours;
}

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
