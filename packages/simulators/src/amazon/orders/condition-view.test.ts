import { expect, it } from "vitest";
import { viewCondition, viewConditionV0 } from "./condition-view.ts";

it.each([
  ["new_new", "NEW", "NEW", "New", "New"],
  ["new_open_box", "NEW", "OPEN_BOX", "New", "Open Box"],
  ["used_very_good", "USED", "VERY_GOOD", "Used", "Very Good"],
  ["used_like_new", "USED", "MINT", "Used", "Mint"],
])("states %s as orders do, in both versions", (type, kind, detail, kindV0, detailV0) => {
  expect(viewCondition(type)).toMatchObject({ conditionType: kind, conditionSubtype: detail });
  expect(viewConditionV0(type)).toEqual({ ConditionId: kindV0, ConditionSubtypeId: detailV0 });
});
