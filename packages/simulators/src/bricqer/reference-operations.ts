import type { Definition } from "./bricqer-entities.ts";
import { notFound } from "./bricqer-errors.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import { colors } from "./colors.ts";
import { countries } from "./countries.ts";
import { definitionFields, definitionView } from "./definition-view.ts";
import type { BricqerOperation, Call } from "./operation.ts";
import { nestedPage } from "./paging.ts";
import { leftOfDefinition } from "./stock-change.ts";
import { instant } from "./times.ts";

const reading = (name: string, handle: BricqerOperation["handle"]): BricqerOperation => ({
  name,
  method: "GET",
  right: "stock",
  slash: "either",
  handle,
});

/** Lists that other answers refer to, and what is told of purchases and channels. */
export const referenceOperations: readonly BricqerOperation[] = [
  reading("inventory/color", listColors),
  reading("inventory/problems", listProblems),
  reading("inventory/batch", listBatches),
  reading("inventory/purchase", listPurchases),
  reading("inventory/purchase/{id}", readPurchase),
  reading("definitions/lego/definition", listDefinitions),
  reading("definitions/lego/definition/{id}", readDefinition),
  reading("lego-visual/item", listPictures),
  { ...reading("administration/country", () => countries), right: "administration", slash: "required" },
];

function listColors(): unknown {
  return colors.map(({ id, bricklinkId, brickowlId, name, rgb }) => ({
    ...{ id, bricklinkId, brickowlId, name },
    nameTranslated: null,
    rgb,
    isManaged: true,
  }));
}

function listProblems(world: BricqerWorld, { tenant }: Call): unknown {
  const lastChecked = instant(world, world.clock.iso());
  return tenant.channels.map((provider) => ({ provider, problems: 0, lastChecked }));
}

function batchesOf(world: BricqerWorld, { tenant }: Call) {
  const items = world.items.where((item) => item.tenant === tenant.label);
  return [...new Map(items.map(({ batchId: id, purchaseId }) => [id, { id, purchaseId }])).values()];
}

function listBatches(world: BricqerWorld, call: Call): unknown {
  return nestedPage(call, batchesOf(world, call), ({ id, purchaseId }) => ({ id, purchase: purchaseId }));
}

function listPurchases(world: BricqerWorld, call: Call): unknown {
  return nestedPage(call, batchesOf(world, call), ({ purchaseId }) => purchaseView(purchaseId));
}

// What was paid stands in the details only, as a negative posting.
function readPurchase(world: BricqerWorld, call: Call): unknown {
  const isKnown = batchesOf(world, call).some(({ purchaseId }) => purchaseId === call.id);
  if (!isKnown) throw notFound();
  return { ...purchaseView(call.id), journal: { posts: [{ amount: -(call.id % 90) - 10.5 }] } };
}

function purchaseView(id: number) {
  return { id, description: `Purchase ${id}`, contact: null };
}

function ownDefinitions(world: BricqerWorld, { tenant }: Call): Definition[] {
  return world.definitions.where((definition) => definition.tenant === tenant.label);
}

function listDefinitions(world: BricqerWorld, call: Call): unknown {
  return nestedPage(call, ownDefinitions(world, call), (definition) => ({
    id: definition.id,
    ...definitionView(world, definition),
    totalRemainingQuantity: leftOfDefinition(world, definition.tenant, definition.id),
  }));
}

// One definition comes without its id, and calls its quantity otherwise than the list does.
function readDefinition(world: BricqerWorld, { tenant, id }: Call): unknown {
  const definition = world.definitions.get(rowKey(tenant.label, id));
  if (definition === undefined) throw notFound();
  return {
    ...definitionView(world, definition),
    remainingQuantity: leftOfDefinition(world, tenant.label, id),
  };
}

function listPictures(world: BricqerWorld, call: Call): unknown {
  const type = call.query.get("part_type");
  const rows = ownDefinitions(world, call).filter(({ legoType }) => !type || legoType === type);
  return nestedPage(call, rows, (definition) => ({
    id: definition.id,
    partType: definition.legoType,
    partNumber: definition.legoId,
    partName: definition.description,
    defaultColorId: definition.colorId,
    image: definitionFields(world, definition).picture,
  }));
}
