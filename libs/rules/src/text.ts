export { placeFindings } from './text/place-findings.ts';
export type { Finding } from './text/place-findings.ts';
export { TextPlaces, pathOf, pointerOf } from './text/text-places.ts';
export type { Place, Span } from './text/text-places.ts';
