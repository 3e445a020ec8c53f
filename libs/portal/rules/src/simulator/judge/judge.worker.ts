import { RowJudge } from './judge-row.ts';
import type { Asked } from './judge-row.ts';

const judge = new RowJudge();

/** Decides rows beside the page's thread, so that no key waits for a thousand rows to be compiled. */
addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  postMessage(judge.judge(data));
});
