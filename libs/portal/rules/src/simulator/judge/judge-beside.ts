import { OwnWorker as Worker } from '../../code/monaco/own-worker.ts';
import { AskedBeside } from '../../workspace/asked-beside.ts';
import { RowJudge } from './judge-row.ts';
import type { Answered, Judge } from './judge.ts';

export function judgeBeside(answered: Answered): Judge {
  const worker = new Worker(new URL('./judge.worker', import.meta.url), {
    type: 'module',
    name: 'judge',
  });
  const judge = new RowJudge();
  return new AskedBeside(worker, (asked) => judge.judge(asked), answered);
}
