import { addTransaction } from "./add-transaction.ts";
import type { MonzoAccountSeed, MonzoSeed, MonzoUserSeed } from "./monzo-seed.ts";
import { defaultSettings, type MonzoWorld } from "./monzo-world.ts";

/** Fills the empty world from a seed. */
export function seedWorld(world: MonzoWorld, seed: MonzoSeed) {
  Object.assign(world.settings, defaultSettings);
  for (const { name = "A client", confidential = true, redirectUris, ...client } of seed.clients) {
    world.clients.insert({ ...client, name, confidential, redirectUris: [...redirectUris] });
  }
  for (const { online = false, city = "", country = "GBR", ...merchant } of seed.merchants ?? []) {
    world.merchants.insert({ ...merchant, online, city, country });
  }
  for (const user of seed.users) addUser(world, user);
}

function addUser(world: MonzoWorld, { accounts, ...user }: MonzoUserSeed) {
  world.users.insert({ ...user });
  for (const account of accounts) addAccount(world, user.userId, account);
}

function addAccount(world: MonzoWorld, userId: string, seed: MonzoAccountSeed) {
  const createdAt = Date.parse(seed.created);
  const account = world.accounts.insert({
    id: seed.id,
    userId,
    type: seed.type,
    createdAt,
    description: seed.description ?? userId,
    closed: seed.closed ?? false,
    accountNumber: seed.accountNumber ?? null,
    sortCode: seed.sortCode ?? null,
    openingBalance: seed.openingBalance ?? 0,
  });
  for (const pot of seed.pots ?? []) {
    const potCreatedAt = pot.created === undefined ? createdAt : Date.parse(pot.created);
    const { id, name, balance, deleted = false } = pot;
    const times = { createdAt: potCreatedAt, updatedAt: potCreatedAt };
    world.pots.insert({ id, accountId: account.id, name, balance, deleted, ...times });
  }
  for (const transaction of seed.transactions ?? []) addTransaction(world, account, transaction);
}
