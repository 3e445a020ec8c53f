import { Directive, ElementRef, inject } from '@angular/core';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

/** Arrow keys (and j, k, Home, End) move between the links of a table's rows; Tab still passes through all of them. */
@Directive({ selector: 'table[wbRowKeys]', host: { '(keydown)': 'move($event)' } })
export class RowKeys {
  private readonly table = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected move(event: KeyboardEvent): void {
    const links = [...this.table.querySelectorAll<HTMLElement>('a.row-link')];
    const at = links.findIndex((link) => link === document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = targetOf(event.key, at, links.length);
    if (target === null) return;
    event.preventDefault();
    links[target]?.focus();
  }
}

function targetOf(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(at + step, 0), count - 1);
}
