import { Faults, type EventFaults, type FaultRule } from '../../object-store/faults/faults.ts';
import { createObjectStore } from '../../object-store/object-store.ts';

/** The real object store in a process of its own, whose misfortune the parent steers over IPC. */
export interface StoreOrders {
  readonly start?: { readonly dataDir: string; readonly seed: number };
  readonly faults?: { readonly rules: readonly FaultRule[]; readonly events: EventFaults };
}

/** Answers: `{ port }` after the start, `{ injected }` after every change of faults. */
export interface StoreAnswer {
  readonly port?: number;
  /** How many faults of each kind have struck so far. */
  readonly injected?: Readonly<Record<string, number>>;
}

let faults = new Faults({ seed: 0 });

process.on('message', (orders: StoreOrders) => {
  void obey(orders);
});
process.once('disconnect', () => process.exit(0));

async function obey({ start, faults: change }: StoreOrders): Promise<void> {
  if (start) {
    faults = new Faults({ seed: start.seed });
    const store = createObjectStore({
      dataDir: start.dataDir,
      accessKeyId: 'waybill',
      secretAccessKey: 'waybill-local',
      region: 'us-east-1',
      durable: false,
      faults,
      buckets: [
        { name: 'waybill-landing', versioned: true, announced: true },
        { name: 'waybill-archive', versioned: true },
        { name: 'waybill-quarantine', versioned: true },
        { name: 'waybill-exports' },
      ],
    });
    const { port } = await store.listen(0);
    answer({ port });
  }
  if (change) {
    faults.use(change.rules, change.events);
    answer({ injected: Object.fromEntries(faults.injected) });
  }
}

function answer(message: StoreAnswer): void {
  process.send?.(message);
}
