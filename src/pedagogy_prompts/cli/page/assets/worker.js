// Python, started once; then every message is a request to the desk.
const here = (path) => new URL(path, import.meta.url).href;
const FAILED = "Python could not be started in this browser. The example stays as it is; load the page again, or try another browser.";

async function bytes(path) {
  const answer = await fetch(here(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function started() {
  const archive = bytes("./python.zip");
  const { loadPyodide } = await import(here("./pyodide/pyodide.mjs"));
  const python = await loadPyodide({ indexURL: here("./pyodide/"), env: { HOME: "/home" } });
  postMessage({ step: "python" });
  const site = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(await archive, "zip", { extractDir: site });
  const handle = python.runPython(`
import importlib
importlib.invalidate_caches()
from pedagogy_prompts.cli.page.desk import Desk
Desk().handle
`);
  return handle;
}

const desk = started();
desk.catch((error) => console.error(error));

onmessage = async ({ data: { id, name, given } }) => {
  let answer;
  const handle = await desk.catch(() => null);
  try { answer = handle ? JSON.parse(handle(name, given)) : { error: FAILED }; } catch (error) { answer = { error: String(error) }; }
  postMessage({ id, answer });
};
