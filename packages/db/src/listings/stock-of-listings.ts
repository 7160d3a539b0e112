import { type RawBuilder, sql } from "kysely";
import { isLinkOf } from "./link-listings.queries.ts";

// Lines that hold units back, each with how many: the rule of `units_held` in the migrations, for all lines at once.
const holding = sql`select line.id, line.sku_key, line.listing_external_id, line.variation_id, sale.platform,
    case when line.state = 'pending' then line.quantity
      else greatest(0, line.quantity_needed - coalesce((select sum(claim.quantity) from claims as claim
        where claim.line_id = line.id), 0)) end as units
  from order_lines as line join orders as sale on sale.id = line.order_id
  where line.state in ('pending', 'queued') and line.removed_at is null
    and ((line.state = 'pending' and sale.status = 'pending')
      or (line.state = 'queued' and (sale.status in ('paid', 'packed', 'on_hold', 'partially_shipped')
        or (sale.status in ('shipped', 'delivered', 'completed') and sale.sent_while_known))))`;

// The same as `isLinkOf`, in a form of which the planner foresees that many links have it, and reads all of them at once.
const isOneOfManyLinks = sql`link.platform = listing.platform and link.listing_external_id = listing.external_id
  and (link.variation_id = listing.variation_id or (link.variation_id is null and listing.variation_id is null))`;

// Of few listings, the lines of each are looked up; of many, all open lines are read once, and of these only the ones
// that name stock which is offered are looked at closely.
const namedOfFew = sql`named as (
    select offering.listing_id, line.id, line.units from offering
    cross join lateral (${holding} and line.sku_key = offering.sku_key) as line
    union
    select offering.listing_id, line.id, line.units from offering join item_listings as link on link.item_id = offering.id
    cross join lateral (${holding} and sale.platform = link.platform
      and line.listing_external_id = link.listing_external_id
      and line.variation_id is not distinct from link.variation_id) as line
  )`;
const namedOfMany = sql`open as materialized (
    select line.id, line.sku_key, line.order_id, line.listing_external_id, line.variation_id from order_lines as line
    where line.state in ('pending', 'queued') and line.removed_at is null
  ), naming as materialized (
    select offering.listing_id, line.id from offering join open as line on line.sku_key = offering.sku_key
    union
    select offering.listing_id, line.id from open as line join orders as sale on sale.id = line.order_id
    join item_listings as link on link.platform = sale.platform and link.listing_external_id = line.listing_external_id
      and link.variation_id is not distinct from line.variation_id
    join offering on offering.id = link.item_id where line.listing_external_id is not null
  ), named as (
    select naming.listing_id, line.id, line.units from naming cross join lateral (${holding} and line.id = naming.id) as line
  )`;

/**
 * Parts of a `with` that begins with listings named `chosen`: `behind` gives the stock behind each that has any link.
 * The same as `stock_behind` in the migrations gives of one; a test holds the two together.
 */
export function stockOfChosen(are: "few" | "many"): RawBuilder<unknown> {
  return sql`tied as materialized (
    select listing.id as listing_id, item.id, item.sku_key,
      case when item.removed_at is null and item.status in ('in_stock', 'listed') then item.quantity_on_hand else 0 end
        as on_hand,
      units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at) as offered
    from chosen as listing join item_listings as link on ${are === "few" ? isLinkOf : isOneOfManyLinks}
    join inventory_items as item on item.id = link.item_id
  ), offering as materialized (
    -- Where nothing is offered, waiting lines hold nothing back.
    select tied.* from tied where tied.listing_id in (select listing_id from tied group by 1 having sum(offered) > 0)
  ), ${are === "few" ? namedOfFew : namedOfMany}, behind as materialized (
    select listing_id, sum(links)::integer as links, sum(on_hand)::integer as on_hand,
      greatest(0, sum(offered))::integer as available
    from (select listing_id, 1 as links, on_hand, offered from tied
      union all select listing_id, 0, 0, -units from named) as part
    group by listing_id
  )`;
}
