import { IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./item-thumb.module.css";

/** A small picture of goods; a quiet placeholder where there is none or it does not load. */
export function ItemThumb({ url, size = 26 }: { url: string | null; size?: number }) {
  const [broken, setBroken] = useState(false);
  const shown = url && !broken;
  return (
    <span className={classes.root} style={{ width: size, height: size }} aria-hidden="true">
      {shown ? (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(true)}
        />
      ) : (
        <IconPhoto size={size * 0.55} stroke={1.5} />
      )}
    </span>
  );
}
