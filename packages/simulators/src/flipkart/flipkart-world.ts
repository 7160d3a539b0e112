import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type {
  AccessToken,
  Application,
  AuthorizationCode,
  Grant,
  Listing,
  Location,
  Notification,
  ReturnItem,
  Shipment,
} from "./flipkart-entities.ts";
import { defaultBehaviour, type FlipkartBehaviour } from "./flipkart-settings.ts";

export interface Subscription {
  id: "subscription";
  applicationId: string;
  url: string;
  /** Return events may go elsewhere; they are then signed over that address. */
  returnsUrl: string;
}

/** The simulator's context with its tables: what every route and act works on. */
export interface FlipkartWorld extends SimulatorContext {
  readonly behaviour: FlipkartBehaviour;
  readonly applications: Table<Application>;
  readonly codes: Table<AuthorizationCode>;
  readonly accessTokens: Table<AccessToken>;
  readonly grants: Table<Grant>;
  readonly locations: Table<Location>;
  readonly listings: Table<Listing>;
  readonly shipments: Table<Shipment>;
  readonly returns: Table<ReturnItem>;
  readonly subscriptions: Table<Subscription>;
  readonly notifications: Table<Notification>;
  /** The notification that the sender is at, so that its answer can be told to the right one. */
  readonly sending: { id: number | null };
}

/** Makes the world with empty tables. `told` hears what became of each notification. */
export function createFlipkartWorld(
  options: SimulatorOptions,
  told: (id: number, taken: boolean) => void,
): FlipkartWorld {
  const sending: FlipkartWorld["sending"] = { id: null };
  const send = options.fetch ?? fetch;
  const listening: typeof fetch = async (...input) => {
    const { id } = sending;
    const answer = await send(...input).catch((error: unknown) => {
      if (id !== null) told(id, false);
      throw error;
    });
    if (id !== null) told(id, answer.ok);
    return answer;
  };
  const context = createSimulatorContext("flipkart", { ...options, fetch: listening });
  const { store } = context;
  return {
    ...context,
    sending,
    behaviour: { ...defaultBehaviour },
    applications: store.table("applications", (row: Application) => row.applicationId),
    codes: store.table("codes", (row: AuthorizationCode) => row.code),
    accessTokens: store.table("access-tokens", (row: AccessToken) => row.accessToken),
    grants: store.table("grants", (row: Grant) => row.grantId),
    locations: store.table("locations", (row: Location) => row.locationId),
    listings: store.table("listings", (row: Listing) => row.sku),
    shipments: store.table("shipments", (row: Shipment) => row.shipmentId),
    returns: store.table("returns", (row: ReturnItem) => row.returnId),
    subscriptions: store.table("subscriptions", (row: Subscription) => row.id),
    notifications: store.table("notifications", (row: Notification) => String(row.id)),
  };
}
