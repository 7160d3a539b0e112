import { Link } from "@tanstack/react-router";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";

/** Says that the sale came by another road too, and which order of it counts. */
export function OtherRoads({ order }: { order: OrderDetail }) {
  const { otherRoads, sameSaleAs } = order;
  if (otherRoads.length === 0) return null;
  const [counted] = otherRoads.filter(({ counts }) => counts);
  if (sameSaleAs !== null && counted)
    return (
      <Note tone="off">
        The same sale as order <Road road={counted} />, which holds the units and is counted. Nothing is linked, counted
        or expected here.
      </Note>
    );
  return (
    <Note tone="off">
      This sale also came by another road:{" "}
      {otherRoads.map((road, index) => (
        <span key={road.id}>
          {index > 0 && ", "}
          <Road road={road} />
        </span>
      ))}
      . It is counted once, here.
    </Note>
  );
}

function Road({ road }: { road: OrderDetail["otherRoads"][number] }) {
  return (
    <>
      <Link to="/orders/$orderId" params={{ orderId: road.id }} className="mono">
        {road.platformOrderId}
      </Link>{" "}
      on {platformName(road.platform)}
    </>
  );
}
