/** `node infra/delivery/portal-environment.ts <environment>.json outputs.json`: prints what the release tool of the portal is told of an environment. */
import { readFileSync } from 'node:fs';

interface Output {
  readonly OutputKey: string;
  readonly OutputValue: string;
}

/**
 * @param parameters of the environment's stack
 * @param outputs as `aws cloudformation describe-stacks` prints those of the stack
 * @throws naming the parameter or output that is missing
 */
export function portalEnvironment(
  parameters: Readonly<Record<string, string>>,
  outputs: readonly Output[],
) {
  const output = (key: string) =>
    outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? missing(`output ${key}`);
  const parameter = (key: string) => parameters[key] ?? missing(`parameter ${key}`);
  return {
    bucket: output('PortalBucket'),
    distribution: output('Distribution'),
    address: `https://${parameter('PortalDomainName')}`,
    config: {
      issuer: parameter('Issuer'),
      clientId: 'waybill-portal',
      scope: 'openid profile email groups offline_access portal',
      environment: parameter('Environment'),
      apiUrl: `https://${parameter('ApiDomainName')}/v1`,
    },
  };
}

function missing(what: string): never {
  throw new Error(`The environment has no ${what}`);
}

if (import.meta.main) {
  const [environment = '', outputs = ''] = process.argv.slice(2);
  const { Parameters } = JSON.parse(readFileSync(environment, 'utf8')) as {
    Parameters: Record<string, string>;
  };
  const found = JSON.parse(readFileSync(outputs, 'utf8')) as Output[];
  console.log(JSON.stringify(portalEnvironment(Parameters, found), null, 2));
}
