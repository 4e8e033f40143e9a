// Starts a server with the built-in facts in memory, once for all tests; $CHOKEPOINT_URL, if set, is one that runs already, and
// $CHOKEPOINT_BIN a program that is built already.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const answersAt = "Chokepoint answers at ";

export default async function start(): Promise<(() => void) | undefined> {
  if (process.env.CHOKEPOINT_URL) return;
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-"));
  let program = process.env.CHOKEPOINT_BIN;
  if (!program) {
    program = join(folder, "chokepoint");
    execFileSync("go", ["build", "-o", program, "./cmd/chokepoint"], { cwd: join(import.meta.dirname, "../.."), stdio: "inherit" });
  }
  const server = spawn(program, ["serve", "--quiet", "--store", "memory", "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    if (line.startsWith(answersAt)) {
      process.env.CHOKEPOINT_URL = line.slice(answersAt.length).split(/\s/)[0];
      break;
    }
  }
  if (!process.env.CHOKEPOINT_URL) throw new Error("the server did not start");
  return () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
}
