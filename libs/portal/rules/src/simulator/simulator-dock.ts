import {
  Component,
  DOCUMENT,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { offerActions } from '@waybill/portal-core';
import { ProblemPanel, Skeleton } from '@waybill/portal-ui';
import { map } from 'rxjs';
import { SimulatorPanel } from './panel/simulator-panel.ts';
import { PickedRow } from './picked-row.ts';
import { placeIn, written } from './row-address.ts';
import { RuleSimulator } from './rule-simulator.ts';

/** An editor of rules with the simulator beside it, or on a narrow screen below. The address names the row. */
@Component({
  selector: 'wb-simulator-dock',
  imports: [ProblemPanel, SimulatorPanel, Skeleton],
  templateUrl: './simulator-dock.html',
  styleUrl: './simulator-dock.scss',
  host: { '[class.open]': 'simulator.isOpen()' },
})
export class SimulatorDock {
  private readonly router = inject(Router);
  private readonly page = inject(DOCUMENT);
  protected readonly simulator = inject(RuleSimulator);
  private readonly row = inject(PickedRow);
  private readonly address = toSignal(
    inject(ActivatedRoute).queryParamMap.pipe(map((params) => params.get('try'))),
    { initialValue: null },
  );
  /** Addresses that are on their way. */
  private readonly sent = new Set<string | null>();
  private readonly wanted = computed(() => {
    const place = this.row.place();
    return this.simulator.isOpen() && place ? written(place) : null;
  });

  constructor() {
    this.listen(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    effect(() => {
      const address = this.address();
      untracked(() => {
        this.follow(address);
      });
    });
    effect(() => {
      const [address, wanted] = [this.address(), this.wanted()];
      if (address === wanted) this.sent.clear();
      else this.send(wanted);
    });
    offerActions(() => [
      {
        id: 'try-row',
        label: this.simulator.isOpen() ? 'Close the simulator' : 'Try the rules on a row',
        key: 's',
        icon: 'play-circle',
        run: () => {
          this.toggle();
        },
      },
      ...(this.wanted() === null ? [] : this.steps),
    ]);
  }

  /** What this wrote itself may come when a later row was picked already; everything else is somebody's wish. */
  private follow(address: string | null): void {
    const place = placeIn(address);
    if (place && address !== this.wanted() && !this.sent.has(address)) this.simulator.open(place);
  }

  private send(address: string | null): void {
    this.sent.add(address);
    void this.router.navigate([], {
      queryParams: { try: address },
      queryParamsHandling: 'merge',
      replaceUrl: true,
      preserveFragment: true,
    });
  }

  protected close(): void {
    this.simulator.close();
    this.page.querySelector<HTMLElement>('wb-try-row button')?.focus();
  }

  /** For keys that act also while one writes, where single ones are letters; heard before the editors hear them. */
  private listen(host: HTMLElement): void {
    const pressed = (event: KeyboardEvent) => {
      const by = event.altKey ? stepKeys[event.key] : undefined;
      if (by === undefined || !this.simulator.isOpen()) return;
      event.preventDefault();
      event.stopPropagation();
      this.row.step(by);
    };
    host.addEventListener('keydown', pressed, { capture: true });
    inject(DestroyRef).onDestroy(() => {
      host.removeEventListener('keydown', pressed, { capture: true });
    });
  }

  private readonly steps = [
    {
      id: 'next-row',
      label: 'Try the next row',
      key: 'n',
      run: () => {
        this.row.step(1);
      },
    },
    {
      id: 'row-before',
      label: 'Try the row before',
      key: 'p',
      run: () => {
        this.row.step(-1);
      },
    },
  ];

  private toggle(): void {
    if (this.simulator.isOpen()) this.close();
    else this.simulator.open();
  }
}

const stepKeys: Partial<Record<string, 1 | -1>> = { PageDown: 1, PageUp: -1 };
