import { Button, Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { usePhantoms } from "../queries/listing-queries.ts";
import { t } from "../texts.ts";
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
          <span>{t("phantom.note", { count: data.length })}</span>
          <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
            {t("listings.look")}
          </Button>
        </div>
      </Note>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="right" size="lg" title={t("phantom.title")}>
        <p>{t("phantom.text")}</p>
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
                      {t("phantom.soldAs")}{" "}
                      <Link to="/orders/$orderId" params={{ orderId: phantom.sale.orderId }}>
                        {phantom.sale.platformOrderId}
                      </Link>{" "}
                      <TimeText at={phantom.sale.soldAt} />
                    </>
                  ) : (
                    t("phantom.ownRecord")
                  )}
                </span>
              </span>
              <span>{phantom.location ?? t("listings.noLocation")}</span>
            </li>
          ))}
        </ul>
      </Drawer>
    </div>
  );
}
