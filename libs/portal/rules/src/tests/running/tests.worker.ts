import type { Question } from './tests-beside.ts';
import { runCases } from './run-cases.ts';

/** Runs tests beside the page's thread, so that no key waits for a thousand rows to be compiled. */
addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage(runCases(data.document, data.slots));
});
