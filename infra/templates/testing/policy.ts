import { BlockList, isIPv4 } from 'node:net';
import type { Value } from '../template.ts';

/** One request as IAM sees it. */
export interface Asked {
  readonly action: string;
  /** An ARN. */
  readonly resource: string;
  /** Keys such as `aws:SourceIp`. */
  readonly context?: Readonly<Record<string, string>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/**
 * Whether policies allow a request: at least one statement allows it and none denies it. Knows the conditions that our policies use, and
 * throws at any other.
 *
 * @param documents without intrinsic functions; see `resolved`
 */
export function isAllowed(documents: readonly Value[], asked: Asked): boolean {
  const statements = documents
    .flatMap((document) => (document as unknown as { Statement: Statement[] }).Statement)
    .filter((statement) => applies(statement, asked));
  return (
    statements.some(({ Effect }) => Effect === 'Allow') &&
    !statements.some(({ Effect }) => Effect === 'Deny')
  );
}

function applies({ Action, Resource, Condition = {} }: Statement, asked: Asked): boolean {
  return (
    [Action].flat().some((pattern) => isLike(pattern.toLowerCase(), asked.action.toLowerCase())) &&
    [Resource].flat().some((pattern) => isLike(pattern, asked.resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => {
        const value = asked.context?.[key];
        // A key that the request does not have meets no condition.
        return value !== undefined && test(operator)(value, [values].flat());
      }),
    )
  );
}

function test(operator: string): (value: string, wanted: readonly string[]) => boolean {
  switch (operator) {
    case 'Bool':
    case 'StringEquals':
      return (value, wanted) => wanted.includes(value);
    case 'ArnEquals':
    case 'ArnLike':
    case 'StringLike':
      return (value, wanted) => wanted.some((pattern) => isLike(pattern, value));
    case 'IpAddress':
      return (value, wanted) => wanted.some((block) => isIn(block, value));
    default:
      throw new Error(`no such condition here: ${operator}`);
  }
}

/** `*` is anything, slashes included, as in IAM. */
function isLike(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

function isIn(block: string, address: string): boolean {
  const [network = '', bits = '32'] = block.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6');
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** A value with its `Ref`, `Fn::Sub` and `Fn::GetAtt` put in; `Bucket.Arn` names an attribute. @throws at one that is not given */
export function resolved(value: Value, given: Readonly<Record<string, Value>>): Value {
  const known = (name: string): Value => {
    const found = given[name];
    if (found === undefined) throw new Error(`not given: ${name}`);
    return found;
  };
  if (Array.isArray(value)) return value.map((one: Value) => resolved(one, given));
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Readonly<Record<string, Value>>;
  if (typeof node['Ref'] === 'string') return known(node['Ref']);
  if (typeof node['Fn::Sub'] === 'string')
    return node['Fn::Sub'].replace(/\$\{([\w:.]+)\}/g, (_, name: string) => String(known(name)));
  if (Array.isArray(node['Fn::GetAtt'])) return known(node['Fn::GetAtt'].join('.'));
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, resolved(one, given)]));
}
