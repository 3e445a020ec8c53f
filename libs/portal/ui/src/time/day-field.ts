import { Directive, ElementRef, inject, model } from '@angular/core';

/**
 * A date field and the day in it (`2026-01-31`, or '' for none). A half-typed day reads as '' too; it is not taken, because
 * what comes back as '' would wipe the parts that are typed already.
 */
@Directive({
  selector: 'input[type=date][wbDay]',
  host: {
    '[value]': 'wbDay()',
    '(input)': 'take()',
    '(change)': 'take()',
    // A half-typed day that is emptied changes from '' to '', which browsers do not tell.
    '(blur)': 'take()',
  },
})
export class DayField {
  readonly wbDay = model.required<string>();

  private readonly field = inject<ElementRef<HTMLInputElement>>(ElementRef).nativeElement;

  protected take(): void {
    const { value, validity } = this.field;
    if (!validity.badInput) this.wbDay.set(value);
  }
}
