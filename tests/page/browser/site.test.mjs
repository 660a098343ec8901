// The documentation in a real browser, opened from the disk as a download would be: node --test tests/page/browser/site.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after as finally_, test } from "node:test";
import { browser, shot, wrong } from "./harness.mjs";

const SITE = process.env.DOCS_SITE;
/** One page of each type, the shorter ones: what is wrong with a type is wrong with all of its pages. */
const TYPES = {
  first: "index.html",
  tutorial: "tutorial/getting-started.html",
  howto: "how-to/hold-to-a-profile.html",
  explanation: "explanation/conflicts.html",
  table: "reference/conditions.html",
  family: "reference/attributes/persona.html",
  preset: "reference/presets/guided-homework.html",
  finding: "reference/findings/ped101.html",
  api: "reference/api/composing.html",
  commands: "reference/command-line.html",
};
/** Those that have all the colours there are. */
const DARK = ["first", "tutorial", "family", "preset"];
const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

finally_(() => browser.close());

async function opened(path, options = {}) {
  const context = await browser.newContext({ viewport: WIDTHS.desktop, ...options });
  const page = await context.newPage();
  page.elsewhere = [];
  page.on("request", (request) => request.url().startsWith("http") && page.elsewhere.push(request.url()));
  await page.goto(pathToFileURL(join(SITE, path)).href);
  return page;
}

async function pageOf(type) {
  const page = await opened(TYPES[type]);
  const look = async (name) => {
    const faults = (await wrong(page)).filter((one) => /^(serious|critical)/.test(one));
    assert.deepEqual(faults.map((one) => one.slice(0, 300)), [], name);
    await shot(page, `site-${type}-${name}`);
  };
  await look("light");
  await page.setViewportSize(WIDTHS.phone);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} px wider than a phone`);
  await shot(page, `site-${type}-phone`);
  if (DARK.includes(type)) {
    await page.setViewportSize(WIDTHS.desktop);
    await page.evaluate(() => document.querySelectorAll("input[name=__palette]")[1].click());
    await look("dark");
  }
  assert.deepEqual(page.elsewhere, []);
  await page.context().close();
}

for (const type of Object.keys(TYPES)) test(`a page of the type ${type} has no serious fault and fits a phone`, () => pageOf(type));

test("the search finds without a server", async () => {
  const page = await opened("index.html");
  await page.fill("input[name=query]", "withhold_answer");
  const found = page.locator(".md-search-result__item a").first();
  await found.waitFor({ timeout: 20_000 });
  assert.match(await found.getAttribute("href"), /reference|how-to|tutorial/);
  assert.deepEqual(page.elsewhere, []);
  await page.context().close();
});

test("the live demo opens with the preset that the first page shows", async () => {
  const page = await opened("index.html");
  const link = await page.locator(".md-button--primary").getAttribute("href");
  const packed = new URL(link, "http://x/").hash.slice(3);
  const { inflateRawSync } = await import("node:zlib");
  const text = inflateRawSync(Buffer.from(packed, "base64url")).toString();
  assert.ok(readFileSync(join(SITE, "index.html"), "utf8").includes("page/index.html#p="));
  assert.match(text, /^format: 1\ntitle: Fractions, grade 7\n/);
  assert.ok((await page.locator(".language-yaml").first().innerText()).includes("withhold_answer"));
  await page.context().close();
});
