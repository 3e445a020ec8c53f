import type { ProcessPlan } from './processes.ts';
import { SupervisedProcess } from './supervised-process.ts';
import type { Supervision } from './supervised-process.ts';

export interface Hub {
  /** Resolves when every process is ready; rejects, with all of them stopped, when one cannot be. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The processes of the hub under one supervision. */
export function createHub(waves: readonly ProcessPlan[][], supervision: Supervision): Hub {
  const started: SupervisedProcess[] = [];
  let stopping = false;

  async function stop(): Promise<void> {
    stopping = true;
    await Promise.all(started.map((each) => each.stop()));
    supervision.state.removePid('hub');
  }

  return {
    async start() {
      supervision.state.writePid('hub', process.pid);
      try {
        for (const wave of waves) {
          if (stopping) return;
          const processes = wave.map((plan) => new SupervisedProcess(plan, supervision));
          started.push(...processes);
          await Promise.all(processes.map((each) => each.start()));
        }
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
