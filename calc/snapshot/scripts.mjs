// Joins modules: reads {"sources": {name: text}, "entries": [name]} and writes {name: text}, one text an
// entry, with all that it imports in it but what is an entry itself.

import { readFileSync } from "node:fs";

import { build } from "esbuild";

/** @type {{ sources: Record<string, string>, entries: string[] }} */
const { sources, entries } = JSON.parse(readFileSync(0, "utf8"));

const given = {
  name: "given",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, importer }) => {
      const name = path.replace("./", "");
      return importer && entries.includes(name) ? { path, external: true } : { path: name, namespace: "runtime" };
    });
    onLoad({ filter: /.*/, namespace: "runtime" }, ({ path }) =>
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
    plugins: [given],
  });
  const name = (/** @type {string} */ path) => path.replace(/^.*[/\\]/, "");
  process.stdout.write(JSON.stringify(Object.fromEntries(outputFiles.map((file) => [name(file.path), file.text]))));
} catch (error) {
  const { errors = [{ text: String(error), location: null }] } = /** @type {Partial<import("esbuild").BuildFailure>} */ (error);
  for (const { text, location } of errors) console.error(`${location ? `${location.file}:${location.line}: ` : ""}${text}`);
  process.exit(1);
}
