import type { Condition } from "@counterfoil/core/model";

const byId: Readonly<Record<string, Condition>> = {
  "1000": "new",
  "1500": "new_other",
  "1750": "new_other",
  "2000": "refurbished",
  "2010": "refurbished",
  "2020": "refurbished",
  "2030": "refurbished",
  "2500": "refurbished",
  "2750": "used",
  "2990": "used",
  "3000": "used",
  "3010": "used",
  "4000": "used",
  "5000": "used",
  "6000": "used",
  "7000": "for_parts",
};

const byName: Readonly<Record<string, Condition>> = {
  NEW: "new",
  NEW_OTHER: "new_other",
  NEW_WITH_DEFECTS: "new_other",
  LIKE_NEW: "used",
  FOR_PARTS_OR_NOT_WORKING: "for_parts",
};

/** Condition by the Trading API's `ConditionID`; null for one we do not know. */
export function conditionOfId(id: string | null | undefined): Condition | null {
  return byId[id ?? ""] ?? null;
}

/** Condition by the Inventory API's name; null for one we do not know. */
export function conditionOfName(name: string | null | undefined): Condition | null {
  if (!name) return null;
  if (byName[name]) return byName[name];
  if (name.endsWith("_REFURBISHED")) return "refurbished";
  return name.startsWith("USED_") || name.startsWith("PRE_OWNED_") ? "used" : null;
}
