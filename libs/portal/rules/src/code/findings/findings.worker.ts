import type { Slot } from '@waybill/rules';
import { findingsOf } from '../language/findings.ts';

/** Checks rules beside the page's thread, so that no key waits for a thousand rows to be compiled. */
addEventListener('message', ({ data }: MessageEvent<{ text: string; slots: readonly Slot[] }>) => {
  postMessage(findingsOf(data.text, data.slots));
});
