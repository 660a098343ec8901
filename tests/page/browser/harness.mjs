// A server for the page that remembers what it was asked, one elsewhere that must never be asked, and a real Chromium.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { once } from "node:events";
import { createRequire } from "node:module";

const found = createRequire(join(process.env.NODE_MODULES ?? "node_modules", "x.js"));
const { chromium } = found("playwright-core");
export const axeSource = await readFile(found.resolve("axe-core/axe.min.js"), "utf8");

export const PYTHON = process.env.PYTHON ?? ".venv/bin/python";
const SITE = process.env.PAGE_SITE;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".zip": "application/zip" };

/** Serves the built page; `asked` are the requests, as they came. */
export async function site() {
  const asked = [];
  const server = createServer(async (request, response) => {
    asked.push({ method: request.method, url: request.url });
    const path = normalize(request.url === "/" ? "/index.html" : request.url.split("?")[0]);
    try {
      const body = await readFile(join(SITE, path));
      response.writeHead(200, { "Content-Type": KINDS[extname(path)] ?? "text/plain" }).end(body);
    } catch { response.writeHead(404).end(); }
  });
  return { asked, ...(await listening(server)) };
}

/** A server of somebody else; `hits` counts who came. */
export async function elsewhere() {
  const told = { hits: 0 };
  const server = createServer((_, response) => { told.hits += 1; response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("x"); });
  return Object.assign(told, await listening(server));
}

async function listening(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => { server.closeAllConnections(); server.close(); } };
}

/** `pedagogy-prompts page` for a folder. */
export async function served(folder) {
  const command = spawn(PYTHON, ["-c", "from pedagogy_prompts.cli.main import main; main()", "page", folder, "--port", "0"], { env: { ...process.env, PYTHONUNBUFFERED: "1" } });
  const [line] = await once(command.stdout, "data");
  return { address: String(line).split(" ")[0], close: () => command.kill("SIGINT") };
}

export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

export const python = (code, input = "") => execFileSync(PYTHON, ["-c", code], { input, encoding: "utf8" });
export const folder = () => mkdtempSync(join(tmpdir(), "page-"));

/** The page opened and at work; what it says on its console as an error is an error. */
export async function opened(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.goto(address);
  await settled(page);
  return page;
}

/** Until what was asked for last is shown, with its fixes, size and table. */
export async function settled(page) {
  await page.waitForFunction(() => document.body.dataset.done && document.body.dataset.done === document.body.dataset.turn);
}

/** Does something, and waits for what comes of it. */
export async function after(page, action) {
  const turn = await page.evaluate(() => document.body.dataset.turn);
  await action();
  await page.waitForFunction((was) => document.body.dataset.turn !== was, turn);
  await settled(page);
}

/** A picture to look at, where SHOTS names a folder. */
export async function shot(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

/** What axe finds wrong. */
export async function wrong(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target).join(", ")}`);
}
