import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Environment, RuleSet } from '@waybill/contracts';

interface Stage {
  readonly environment: Environment;
  readonly name: string;
  /** Null while nothing is there. */
  readonly ruleVersion: string | null;
  readonly text: string;
  readonly link: readonly string[];
  readonly action: string;
}

const tried = {
  canary: 'Judges the next files, within limits.',
  shadow: 'Judges beside what is active, and books nothing.',
} as const;

/** How far each version has come: dev, test, prod, in the order that a change goes through them. */
@Component({
  selector: 'wb-rule-environments',
  imports: [RouterLink],
  template: `
    <ol>
      @for (stage of stages(); track stage.environment) {
        <li [class.empty]="stage.ruleVersion === null">
          <h3>{{ stage.name }}</h3>
          @if (stage.ruleVersion === null) {
            <p class="none">Nothing</p>
          } @else {
            <code>{{ stage.ruleVersion }}</code>
          }
          <p>{{ stage.text }}</p>
          <a [routerLink]="stage.link">{{ stage.action }}</a>
        </li>
      }
    </ol>
  `,
  styleUrl: './environments.scss',
})
export class Environments {
  readonly rules = input.required<RuleSet>();

  protected readonly stages = computed<readonly Stage[]>(() => {
    const { id, latest, trial, active } = this.rules();
    const versions = ['/rules', id, 'versions'];
    return [
      {
        environment: 'dev',
        name: 'Dev',
        ruleVersion: latest.ruleVersion,
        text: newestIs(this.rules()),
        link: versions,
        action: 'All versions',
      },
      {
        environment: 'test',
        name: 'Test',
        ruleVersion: trial?.ruleVersion ?? null,
        text: trial ? tried[trial.how] : 'No version is tried on new files.',
        link: trial ? ['/change-requests', trial.changeRequest] : ['/change-requests'],
        action: trial ? 'See the trial' : 'Change requests',
      },
      {
        environment: 'prod',
        name: 'Prod',
        ruleVersion: active.ruleVersion,
        text: 'Judges every new file that no trial takes.',
        link: ['/feeds', id, 'versions'],
        action: `Bundle ${String(active.bundleVersion)}`,
      },
    ];
  });
}

function newestIs({ latest, trial, active }: RuleSet): string {
  if (latest.version === active.version) return 'The newest version is the one in prod.';
  if (latest.version === trial?.version) return 'The newest version is the one in test.';
  return 'The newest version: to be tested and backtested, and no file reaches it.';
}
