// Byte-compiles an archive of Python with the very Python that will run it: node compile.mjs PYODIDE FROM.zip TO.zip
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide();
python.FS.mkdirTree("/site");
python.unpackArchive(new Uint8Array(readFileSync(from)), "zip", { extractDir: "/site" });
const archive = python.runPython(`
import compileall, io, pathlib, py_compile, zipfile

site = pathlib.Path("/site")
# A cache beside its source is not looked at; in place of it, it is. What is read by name stays as it is.
compileall.compile_dir(str(site), quiet=2, legacy=True, stripdir="/site",
                       invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
made = io.BytesIO()
with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(site.rglob("*")):
        if path.is_file() and not (path.suffix == ".py" and path.with_suffix(".pyc").exists()):
            entry = zipfile.ZipInfo(str(path.relative_to(site)), (2020, 1, 1, 0, 0, 0))
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
made.getvalue()
`);
writeFileSync(to, archive.toJs());
