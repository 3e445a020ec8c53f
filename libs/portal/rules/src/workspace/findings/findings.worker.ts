import type { Slot } from '@waybill/rules';
import { findingsOf } from './findings.ts';

/** Checks rules beside the page's thread, so that no key waits for a thousand rows to be compared. */
addEventListener('message', ({ data }: MessageEvent<{ text: string; slots: readonly Slot[] }>) => {
  postMessage(findingsOf(data.text, data.slots));
});
