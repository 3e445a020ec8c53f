import { handlers } from '@waybill/api';
import type { Hub } from '@waybill/api';
import type { OperationKey } from '@waybill/contracts';
import type { Foundation, HandlerIn } from '@waybill/kit';

/** A door of the hub that an operation can ask for; its foundation is behind all of them alike. */
export type Port = Exclude<keyof Hub, Exclude<keyof Foundation, 'clock'>>;

const declared = new Map(
  Object.entries<HandlerIn<Hub>>(handlers).map(([key, handlerIn]) => [
    key,
    portsAskedOf(handlerIn),
  ]),
);

/** The ports that an operation's `handler.ts` takes from the hub. */
export function declaredPorts(key: OperationKey): readonly Port[] {
  return declared.get(key) ?? [];
}

/** Makes the handler in a hub that does nothing but note what is taken from it. */
function portsAskedOf(handlerIn: HandlerIn<Hub>): Port[] {
  const asked = new Set<Port>();
  const note = (_: object, name: string | symbol) => {
    asked.add(name as Port);
    return {};
  };
  handlerIn(new Proxy({}, { get: note }) as Hub);
  return [...asked].sort();
}
