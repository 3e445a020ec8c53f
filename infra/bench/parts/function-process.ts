/** One execution environment: is told its place by the environment, carries out a step for each message, and answers it. */
import { partsOfRun, processNext } from '@waybill/pipeline';
import type { Lease } from '@waybill/store';
import { pipelineAt, type Place } from './hub-for-parts.ts';

export type Step =
  | { readonly step: 'single' | 'claim' }
  | { readonly step: 'plan' | 'finish'; readonly lease: Lease }
  | { readonly step: 'post'; readonly lease: Lease; readonly part: number }
  | {
      readonly step: 'interrupt';
      readonly lease: Lease;
      readonly failure: { readonly Error: string };
    };

export type Answer =
  { readonly result: unknown } | { readonly error: string; readonly text: string };

const ports = pipelineAt(JSON.parse(process.env['WAYBILL_BENCH_PLACE'] ?? '') as Place);

process.on('message', (step: Step) => {
  void answer(step);
});

async function answer(step: Step): Promise<void> {
  try {
    process.send?.({ result: (await carryOut(step)) ?? null } satisfies Answer);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    process.send?.({ error: name, text: message } satisfies Answer);
  }
}

async function carryOut(step: Step): Promise<unknown> {
  switch (step.step) {
    case 'single':
      return processNext(ports, 'single');
    case 'claim':
      return handedOver();
    case 'plan':
      return partsOfRun.plan(ports, step.lease);
    case 'post':
      return partsOfRun.post(ports, step.lease, step.part);
    case 'finish':
      return partsOfRun.finish(ports, step.lease);
    case 'interrupt':
      return partsOfRun.interrupt(ports, step.lease, step.failure);
  }
}

async function handedOver(): Promise<Lease | null> {
  const leases: Lease[] = [];
  const start = (lease: Lease) => {
    leases.push(lease);
    return Promise.resolve();
  };
  await processNext({ ...ports, parts: { fromBytes: 0, start } }, 'parts');
  return leases[0] ?? null;
}
