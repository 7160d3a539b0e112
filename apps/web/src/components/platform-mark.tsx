import classes from "./platform-mark.module.css";

const knownNames: Readonly<Record<string, string>> = {
  ebay: "eBay",
  amazon: "Amazon",
  bricklink: "BrickLink",
  brickowl: "Brick Owl",
  bricqer: "Bricqer",
  brickset: "Brickset",
  "tiktok-shop": "TikTok Shop",
  flipkart: "Flipkart",
  easypost: "EasyPost",
};

/** A platform's name as its owner writes it; an unknown one is capitalised. */
export function platformName(platform: string): string {
  return (
    knownNames[platform] ?? platform.replace(/(^|-)(\w)/g, (_, gap, letter) => `${gap && " "}${letter.toUpperCase()}`)
  );
}

// Names that would otherwise share their letters.
const marks: Readonly<Record<string, string>> = { bricqer: "Bq", brickset: "Bs" };

function initials(platform: string, name: string): string {
  const mark = marks[platform];
  if (mark !== undefined) return mark;
  const capitals = name.replace(/[^A-Z]/g, "");
  return capitals.length >= 2 ? capitals.slice(0, 2) : name.slice(0, 2);
}

interface PlatformMarkProps {
  platform: string;
  size?: number;
  withName?: boolean;
}

/** A neutral sign of the channel: colour is kept for state, and the platforms' logos are theirs. */
export function PlatformMark({ platform, size = 20, withName = false }: PlatformMarkProps) {
  const name = platformName(platform);
  const mark = (
    <span
      className={classes.mark}
      style={{ width: size, height: size, fontSize: size * 0.46 }}
      title={withName ? undefined : name}
    >
      <span aria-hidden="true">{initials(platform, name)}</span>
      {!withName && <span className="visually-hidden">{name}</span>}
    </span>
  );
  if (!withName) return mark;
  return (
    <span className={classes.withName}>
      {mark}
      {name}
    </span>
  );
}
