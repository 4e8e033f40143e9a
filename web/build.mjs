// Builds the explorer into a folder (build.mjs FOLDER); dist/ is committed and embedded in the binary. It has modules with a hash of
// their content in their names, the page that loads them, the licences of what is in them, and built-from, the digest of what all of it was
// built from, which web_test.go holds against the sources.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const here = import.meta.dirname;
const dist = resolve(process.argv[2] ?? join(here, "dist"));
const packages = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

/** The files that the build depends on, in order, as web_test.go lists them too. */
function sources() {
  const inSrc = readdirSync(join(here, "src"), { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && f.name !== "schema.d.ts")
    .map((f) => join(f.parentPath, f.name).slice(here.length + 1).replaceAll("\\", "/"));
  return [...inSrc, "build.mjs", "package.json", "package-lock.json", "tsconfig.json"].sort();
}

function digest() {
  const hash = createHash("sha256");
  for (const name of sources()) {
    const data = readFileSync(join(here, name));
    hash.update(`${name}\0${data.length}\0`).update(data);
  }
  return hash.digest("hex");
}

/** What is in the modules, with its licence: every copy has to carry that. */
function licences() {
  return Object.keys(packages.dependencies)
    .map((name) => `${name} ${packages.dependencies[name]}\n\n${readFileSync(join(here, "node_modules", name, "LICENSE"), "utf8")}`)
    .join("\n\n");
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.tsx", "src/style.css"],
  outdir: join(dist, "assets"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  legalComments: "none",
  metafile: true,
});
const made = Object.keys(result.metafile.outputs);
const named = (pattern) => basename(made.find((name) => pattern.test(basename(name))));
const page = readFileSync(join(here, "src/index.html"), "utf8")
  .replace("%SCRIPT%", named(/^main-.*\.js$/))
  .replace("%STYLE%", named(/^style-.*\.css$/));
writeFileSync(join(dist, "index.html"), page);
writeFileSync(join(dist, "assets/licences.txt"), licences());
writeFileSync(join(dist, "built-from"), digest() + "\n");
