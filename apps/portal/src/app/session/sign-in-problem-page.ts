import { Component, computed, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { sessionFeature } from '@waybill/portal-core';
import { BrandMark } from '../shell/brand-mark.ts';

/** What the issuer's refusals mean to the person in front of them. */
const sentences: Readonly<Record<string, string>> = {
  access_denied: 'The sign-in service refused. Your account may not be assigned to Waybill.',
  login_required: 'The sign-in was not finished.',
  wrong_state: 'That answer belongs to another sign-in, perhaps one from an old tab or bookmark.',
  code_refused: 'The sign-in took too long or was used before.',
  no_code: 'This address is only a step of the sign-in.',
  issuer_unreachable: 'The sign-in service does not answer. Try again in a moment.',
};

@Component({
  selector: 'wb-sign-in-problem-page',
  imports: [BrandMark],
  template: `
    <main>
      <wb-brand-mark />
      <h1>The sign-in did not work</h1>
      <p role="alert">{{ sentence() }}</p>
      <a class="wb-button primary" href="/">Try again</a>
      <p class="reference">
        Code <code>{{ code() }}</code>
      </p>
    </main>
  `,
  styleUrl: './door.scss',
})
export class SignInProblemPage {
  private readonly refusal = inject(Store).selectSignal(sessionFeature.selectRefusal);
  protected readonly code = computed(() => this.refusal()?.code ?? 'no_code');
  protected readonly sentence = computed(
    () =>
      sentences[this.code()] ?? this.refusal()?.message ?? 'The sign-in service sent no reason.',
  );
}
