import type { SimulatorApp } from "../../kit/index.ts";
import { approve, waitingGrants } from "../acts/grant-acts.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import { appPage } from "./pages.ts";

/** The page at `/app` stands for the customer's phone: there clients are approved. */
export function addAppRoutes(world: MonzoWorld, app: SimulatorApp) {
  app.get("/app", (c) => {
    const waiting = waitingGrants(world).map((grant) => ({
      grant,
      clientName: world.clients.get(grant.clientId)?.name ?? "",
      userName: world.users.get(grant.userId)?.preferredName ?? "",
    }));
    return c.html(appPage(waiting));
  });
  app.post("/app", async (c) => {
    const { grant: id } = await c.req.parseBody();
    const grant = typeof id === "string" ? world.grants.get(id) : undefined;
    if (grant !== undefined) approve(world, grant);
    return c.redirect(`${world.prefix}/app`, 303);
  });
}
