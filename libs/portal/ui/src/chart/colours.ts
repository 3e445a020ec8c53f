import { readTokens } from '../theme/tokens.ts';
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
  return readTokens(host, (colourOf) => ({
    series: {
      good: colourOf('good-fill'),
      warn: colourOf('warn-fill'),
      bad: colourOf('bad-fill'),
      busy: colourOf('busy-fill'),
      calm: colourOf('calm-fill'),
      note: colourOf('note-fill'),
      pale: colourOf('pale-fill'),
      accent: colourOf('accent'),
    },
    grid: colourOf('line'),
    text: colourOf('ink-faint'),
    surface: colourOf('surface'),
    font: getComputedStyle(host).fontFamily,
  }));
}
