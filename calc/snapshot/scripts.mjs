// node scripts.mjs PATH_OF_ESBUILD
//
// Joins modules: reads {"sources": {path: text}, "entries": {name: path}} and writes {name.js: text}: each
// entry with everything that it imports, except other entries.

import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { pathToFileURL } from "node:url";

const [esbuild = ""] = process.argv.slice(2);
/** @type {typeof import("esbuild")} */
const { build } = await import(pathToFileURL(esbuild).href);

/** @type {{ sources: Record<string, string>, entries: Record<string, string> }} */
const { sources, entries } = JSON.parse(readFileSync(0, "utf8"));

/** All published files are in one folder. */
const published = new Map(Object.entries(entries).map(([name, path]) => [path, `./${name}.js`]));

const fromSources = {
  name: "sources",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
      if (kind === "entry-point") return { path, namespace: "browser" };
      const wanted = posix.join(posix.dirname(importer), path);
      const external = published.get(wanted);
      return external ? { path: external, external: true } : { path: wanted, namespace: "browser" };
    });
    onLoad({ filter: /.*/, namespace: "browser" }, ({ path }) =>
      path in sources ? { contents: sources[path] } : { errors: [{ text: `there is no ${path}` }] },
    );
  },
};

try {
  const { outputFiles } = await build({
    entryPoints: entries,
    outdir: "/",
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    write: false,
    logLevel: "silent",
    plugins: [fromSources],
  });
  const name = (/** @type {string} */ path) => path.replace(/^.*[/\\]/, "");
  process.stdout.write(JSON.stringify(Object.fromEntries(outputFiles.map((file) => [name(file.path), file.text]))));
} catch (error) {
  const { errors = [{ text: String(error), location: null }] } = /** @type {Partial<import("esbuild").BuildFailure>} */ (error);
  for (const { text, location } of errors) console.error(`${location ? `${location.file}:${location.line}: ` : ""}${text}`);
  process.exit(1);
}
