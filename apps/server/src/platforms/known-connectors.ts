import { bricklink } from "@counterfoil/bricklink";
import type { ConnectorDefinition } from "@counterfoil/connector-kit";

/** The platforms of this server, in the order the page shows them. */
export const knownConnectors: readonly ConnectorDefinition[] = [bricklink];
