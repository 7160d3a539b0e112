import { Button, Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { countOf } from "../../../lib/format.ts";
import { usePhantoms } from "../queries/listing-queries.ts";
import classes from "./listings.module.css";

/** Units whose sale was most likely never written down. Telling changes nothing. */
export function PhantomNote() {
  const { data } = usePhantoms();
  const [opened, setOpened] = useState(false);
  if (!data || data.length === 0) return null;
  return (
    <div className={classes.notes}>
      <Note tone="review">
        <div className={classes.rehearsal}>
          <span>{countOf(data.length, "unit")} in stock may be gone: their sale was never tied to them.</span>
          <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
            Look
          </Button>
        </div>
      </Note>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="lg"
        title="Stock that may be gone"
      >
        <p>Nothing was changed. Look on the shelf, then tie the sale to its unit or correct the unit.</p>
        <ul className={classes.items}>
          {data.map((phantom) => (
            <li key={`${phantom.inventoryItemId} ${phantom.sale?.orderId ?? ""}`}>
              <span className={classes.itemText}>
                <Link to="/inventory" search={{ item: phantom.inventoryItemId }}>
                  {phantom.title}
                </Link>
                <br />
                <span className={classes.dim}>
                  {phantom.sale ? (
                    <>
                      Sold as order{" "}
                      <Link to="/orders/$orderId" params={{ orderId: phantom.sale.orderId }}>
                        {phantom.sale.platformOrderId}
                      </Link>{" "}
                      <TimeText at={phantom.sale.soldAt} />
                    </>
                  ) : (
                    "Its own record says that it was sold."
                  )}
                </span>
              </span>
              <span>{phantom.location ?? "No location"}</span>
            </li>
          ))}
        </ul>
      </Drawer>
    </div>
  );
}
