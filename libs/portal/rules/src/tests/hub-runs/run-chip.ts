import type { RuleTestRunHead } from '@waybill/contracts';
import { counted, figure } from '@waybill/portal-ui';
import type { IconName, Tone } from '@waybill/portal-ui';

export interface RunChip {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

export function runChip({ passed, failed }: Pick<RuleTestRunHead, 'passed' | 'failed'>): RunChip {
  if (failed > 0) {
    const label = `${figure(failed)} of ${counted(passed + failed, 'test')} failed`;
    return { label, icon: 'error', tone: 'bad' };
  }
  if (passed === 0) return { label: 'No tests', icon: 'warning', tone: 'warn' };
  return { label: `${counted(passed, 'test')} passed`, icon: 'check-circle', tone: 'good' };
}
