import type { CatalogItem } from "./bricklink-entities.ts";
import { notFound } from "./bricklink-errors.ts";
import { type BricklinkWorld, itemKey } from "./bricklink-world.ts";
import { type Color, colors } from "./colors.ts";
import { type BricklinkContext, ok } from "./envelope.ts";
import { takeNotifications } from "./notifications.ts";
import type { BricklinkOperation } from "./operation.ts";
import { shippingMethods } from "./order-view.ts";
import { encodeEntities } from "./text-entities.ts";

export const referenceOperations: readonly BricklinkOperation[] = [
  { operation: "getColors", method: "GET", path: "/colors", handle: (world, c) => ok(world, c, colors.map(colorView)) },
  { operation: "getColor", method: "GET", path: "/colors/:id", handle: getColor },
  { operation: "getCategories", method: "GET", path: "/categories", handle: listCategories },
  { operation: "getCategory", method: "GET", path: "/categories/:id", handle: getCategory },
  { operation: "getItem", method: "GET", path: "/items/:type/:no", handle: getItem },
  { operation: "getShippingMethods", method: "GET", path: "/settings/shipping_methods", handle: listShippingMethods },
  { operation: "getShippingMethod", method: "GET", path: "/settings/shipping_methods/:id", handle: getShippingMethod },
  { operation: "getMemberRatings", method: "GET", path: "/members/:username/ratings", handle: getRatings },
  {
    operation: "getNotifications",
    method: "GET",
    path: "/notifications",
    handle: (world, c) => ok(world, c, takeNotifications(world)),
  },
];

function colorView({ id, name, code, type }: Color) {
  return { color_id: id, color_name: encodeEntities(name), color_code: code, color_type: type };
}

function getColor(world: BricklinkWorld, c: BricklinkContext): Response {
  const color = colors.find(({ id }) => String(id) === c.req.param("id"));
  if (color === undefined) throw notFound("There is no such color");
  return ok(world, c, colorView(color));
}

function categoryView({ categoryId, name, parentId }: { categoryId: number; name: string; parentId: number }) {
  return { category_id: categoryId, category_name: encodeEntities(name), parent_id: parentId };
}

function listCategories(world: BricklinkWorld, c: BricklinkContext): Response {
  return ok(world, c, world.categories.all().map(categoryView));
}

function getCategory(world: BricklinkWorld, c: BricklinkContext): Response {
  const category = world.categories.get(c.req.param("id") ?? "");
  if (category === undefined) throw notFound("There is no such category");
  return ok(world, c, categoryView(category));
}

// The type works in any case. Picture addresses come without a scheme.
function getItem(world: BricklinkWorld, c: BricklinkContext): Response {
  const type = (c.req.param("type") ?? "").toUpperCase();
  const no = c.req.param("no") ?? "";
  const item = world.items.get(itemKey(type, no));
  if (item === undefined) throw notFound(`There is no ${type} ${no}`);
  return ok(world, c, catalogView(item));
}

function catalogView({ type, no, name, categoryId, yearReleased }: CatalogItem) {
  const picture = `//img.bricklink.com/ItemImage/${type.charAt(0)}N/0/${encodeURIComponent(no)}.png`;
  return {
    no,
    name: encodeEntities(name),
    type,
    category_id: categoryId,
    image_url: picture,
    thumbnail_url: picture,
    year_released: yearReleased,
    is_obsolete: false,
  };
}

function methodView({ methodId, name, area, isDefault }: (typeof shippingMethods)[number]) {
  return { method_id: methodId, name, insurance: false, is_default: isDefault, area, is_available: true };
}

function listShippingMethods(world: BricklinkWorld, c: BricklinkContext): Response {
  return ok(world, c, shippingMethods.map(methodView));
}

function getShippingMethod(world: BricklinkWorld, c: BricklinkContext): Response {
  const method = shippingMethods.find(({ methodId }) => String(methodId) === c.req.param("id"));
  if (method === undefined) throw notFound("There is no such shipping method");
  return ok(world, c, methodView(method));
}

function getRatings(world: BricklinkWorld, c: BricklinkContext): Response {
  const rating = { COMPLAINT: 0, PRAISE: world.orders.size, NEUTRAL: 0 };
  return ok(world, c, { user_name: c.req.param("username"), rating });
}
