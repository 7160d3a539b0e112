import { Link } from "@tanstack/react-router";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";

/** Says that the sale came by another road too, and which order of it counts. */
export function OtherRoads({ order }: { order: OrderDetail }) {
  const { otherRoads, sameSaleAs } = order;
  if (otherRoads.length === 0) return null;
  const [counted] = otherRoads.filter(({ counts }) => counts);
  if (sameSaleAs !== null && counted)
    return (
      <Note tone="off">
        {t("roads.same")} <Road road={counted} />
        {t("roads.sameText")}
      </Note>
    );
  return (
    <Note tone="off">
      {t("roads.other")}{" "}
      {otherRoads.map((road, index) => (
        <span key={road.id}>
          {index > 0 && ", "}
          <Road road={road} />
        </span>
      ))}
      {t("roads.otherText")}
    </Note>
  );
}

function Road({ road }: { road: OrderDetail["otherRoads"][number] }) {
  return (
    <>
      <Link to="/orders/$orderId" params={{ orderId: road.id }} className="mono">
        {road.platformOrderId}
      </Link>{" "}
      {t("roads.on", { platform: platformName(road.platform) })}
    </>
  );
}
