import type { FunctionDefinition } from '../functions/function-definition.ts';
import { functions } from '../functions/function-table.ts';
import { notInTheLanguage } from '../functions/not-in-the-language.ts';
import type { CallNode, SyntaxNode } from '../parse/syntax-tree.ts';
import type { Checked } from './checked.ts';
import { closestName } from './closest-name.ts';
import { foldConstants } from './fold-constants.ts';
import type { CheckContext, ScopeMap } from './scope.ts';

/** Checks a call; arguments are checked by `checkArgument`. Undefined when something has been reported. */
export function checkCall(
  node: CallNode,
  context: CheckContext,
  checkArgument: (node: SyntaxNode, context: CheckContext) => Checked | undefined,
): Checked | undefined {
  const definition = functions.get(node.name);
  if (definition === undefined) return reportUnknown(node, context);
  if (!fitsArity(definition, node, context)) return undefined;
  const map = definition.takesMap ? findMap(node, context) : undefined;
  if (definition.takesMap && map === undefined) return undefined;
  const given = definition.takesMap ? node.args.slice(1) : node.args;
  const args = given.map((arg) => checkArgument(arg, context)).filter((arg) => arg !== undefined);
  if (args.length < given.length) return undefined;
  const checked = definition.check({
    at: node,
    args,
    map,
    report: context.report,
    warn: context.warn,
  });
  return foldConstants(checked, args, context.report);
}

function reportUnknown({ name, nameSpan }: CallNode, { report }: CheckContext): undefined {
  const refusal = notInTheLanguage.get(name);
  if (refusal !== undefined)
    return report(refusal.code, nameSpan, `There is no function ${name}. ${refusal.why}`);
  const suggestion = closestName(name, functions.keys());
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return report(
    'rule-unknown-function',
    nameSpan,
    `There is no function ${name}.${hint}`,
    suggestion,
  );
}

function fitsArity(
  definition: FunctionDefinition,
  { args, nameSpan }: CallNode,
  { report }: CheckContext,
): boolean {
  const { argumentsMin, argumentsMax, signature } = definition;
  if (args.length >= argumentsMin && args.length <= argumentsMax) return true;
  report(
    'rule-type',
    nameSpan,
    `It is written ${signature}; here are ${args.length} values in the call.`,
  );
  return false;
}

function findMap({ args }: CallNode, { scope, report }: CheckContext): ScopeMap | undefined {
  const [first] = args;
  if (first?.kind !== 'name') {
    return (
      first &&
      report('rule-unknown-map', first, 'Here stands the name of a value map, without quotes.')
    );
  }
  const map = scope.maps.get(first.name);
  if (map !== undefined) {
    scope.used.add(map.name);
    return map;
  }
  const suggestion = scope.closestMap(first.name);
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return report(
    'rule-unknown-map',
    first,
    `There is no value map ${first.name}.${hint}`,
    suggestion,
  );
}
