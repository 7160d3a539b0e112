import { randomUUID } from "node:crypto";
import pg from "pg";

/** A new empty database on the test server; answers its URL. */
export async function newDatabase(serverUrl: string): Promise<string> {
  const name = `counterfoil_e2e_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
