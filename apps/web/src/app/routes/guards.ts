import { redirect } from "@tanstack/react-router";
import { queryClient, trpc } from "../../lib/api.ts";

function readStatus() {
  return queryClient.fetchQuery(trpc.setup.status.queryOptions(undefined, { staleTime: 60_000 }));
}

/** Leads to the first run or to the sign-in page; loads the session for everything below. */
export async function requireSession({ location }: { location: { href: string } }) {
  const status = await readStatus();
  if (status.needsOwner) throw redirect({ to: "/setup" });
  if (!status.signedIn) throw redirect({ to: "/login", search: location.href === "/" ? {} : { to: location.href } });
  const session = await queryClient.ensureQueryData(trpc.session.me.queryOptions());
  if (session.lacksSecondFactor) throw redirect({ to: "/second-factor" });
}

/** For the page that sets up the second factor which the workspace demands. */
export async function requireDemand() {
  const status = await readStatus();
  if (!status.signedIn) throw redirect({ to: "/login" });
  const session = await queryClient.fetchQuery(trpc.session.me.queryOptions());
  if (!session.lacksSecondFactor) throw redirect({ to: "/" });
}

/** The first run is over once an owner exists. */
export async function requireNoOwner() {
  const status = await readStatus();
  if (!status.needsOwner) throw redirect({ to: status.signedIn ? "/" : "/login" });
}

export async function requireNoSession() {
  const status = await readStatus();
  if (status.needsOwner) throw redirect({ to: "/setup" });
  if (status.signedIn) throw redirect({ to: "/" });
}
