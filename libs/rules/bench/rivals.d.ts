/** The little that the bench asks of its rivals, so that the rest of the workspace is checked without what they bring along. */
declare module '@marcbachmann/cel-js' {
  export class Environment {
    registerVariable(name: string, type: string): this;
    parse(expression: string): (context: object) => unknown;
  }
}

declare module '@gorules/zen-engine' {
  export class ZenEngine {
    createDecision(content: object): { evaluate(context: object): Promise<{ result: unknown }> };
  }
}
