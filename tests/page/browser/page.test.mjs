// The page in a real browser: node --test tests/page/browser, with what .ci/run page sets up.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after as finally_, test } from "node:test";
import { after, browser, elsewhere, folder, opened, python, served, settled, shot, site, wrong } from "./harness.mjs";

const here = await site();
const away = await elsewhere();
finally_(async () => { await browser.close(); here.close(); away.close(); });

const page = await opened(here.address);
const value = (selector) => page.inputValue(selector);
const choose = (name, label) => after(page, () => page.locator(`input[name=${name}]`).locator("xpath=..").filter({ hasText: label }).click());
const LESSON = "attributes:\n  withhold_answer: {until: {attempts: 3}}\n  hint_ladder: {rungs: [orient, next_step]}\n  tone: plain\n";
const paste = (text) => after(page, () => page.fill("#yaml", text));

test("all of it is there before any script runs", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(here.address);
  const text = await still.textContent("#text");
  assert.match(text, /^# Role/);
  assert.match(await still.textContent("#table"), /If the learner|The learner/);
  assert.equal(await still.locator(".question").count(), 14);
  assert.match(await still.textContent("noscript"), /needs JavaScript/);
  await context.close();
  assert.equal(await page.textContent("#text"), text, "the live text is the one that was there");
});

test("an answer edits its own place in the preset, and the text follows", async () => {
  await paste("title: Mine\nattributes:\n  # agreed\n  hint_ladder: {rungs: [orient, next_step], then: stay}\n  tone: plain   # short\n");
  assert.ok(await page.isVisible("input[name=stuck][value=own]"));
  assert.match(await page.textContent("#more-stuck"), /it stays: .*hints/i);
  await choose("stuck", "then send them to me");
  assert.equal(await value("#yaml"), "title: Mine\nattributes:\n  # agreed\n  hint_ladder: {rungs: [orient, next_step], then: refer_to_teacher}\n  tone: plain   # short\n");
  assert.ok(!(await page.isVisible("input[name=stuck][value=own]")));
  assert.match(await page.textContent("#text"), /teacher/);
  await after(page, () => page.fill("#q-topic", "Fractions: a # start"));
  assert.match(await value("#yaml"), /topic: "Fractions: a # start"/);
  assert.match(await page.textContent("#text"), /Fractions: a # start/);
  await after(page, () => page.click("#undo"));
  assert.doesNotMatch(await value("#yaml"), /topic/);
  assert.equal(await value("#q-topic"), "");
});

test("answers that do not go together are told in their own words, and a click settles it", async () => {
  await paste(LESSON);
  await choose("answer", "Never");
  await choose("stuck", "then the answer");
  assert.match(await page.textContent("#status"), /No instruction yet: 1 thing to settle/);
  assert.ok(!(await page.isVisible("#text")) && (await page.isVisible("#no-text")), "no text of before is shown");
  assert.ok(await page.isDisabled("#copy"));
  const told = await page.textContent("#findings li.error");
  assert.match(told, /When may the tutor tell the answer\? Never/);
  assert.match(told, /Hints that grow, then the answer/);
  assert.doesNotMatch(told, /`|_|line \d/);
  await shot(page, "clash");
  assert.deepEqual(await wrong(page), []);
  await after(page, () => page.locator("#findings .error .ways button").first().click());
  assert.match(await page.textContent("#status"), /up to date/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "status", "the focus is not lost with the button");
  assert.equal(await page.locator("#findings .error").count(), 0);
});

test("a mistake in a pasted preset is told with its place, and the questions still work", async () => {
  await paste("attributes:\n  withold_answer: never\n  praise: outcome\n");
  assert.match(await page.textContent("#findings"), /Did you mean “withhold_answer”/);
  await page.click("text=Show it in the preset (line 2)");
  assert.equal(await page.evaluate(() => { const y = document.getElementById("yaml"); return y.value.slice(y.selectionStart, y.selectionEnd); }), "  withold_answer: never");
  await choose("praise", "Effort");
  assert.equal(await value("#yaml"), "attributes:\n  withold_answer: never\n  praise: effort\n");
  await paste("attributes: [");
  assert.match(await page.textContent("#status"), /No instruction yet/);
  assert.ok(await page.isChecked("input[name=praise][value='1']"), "the answers of before are still to be seen");
  await paste("attributes:\n  withold_answer: never\n  tone: plain\n");
  await page.evaluate(() => { document.getElementById("result").scrollTop = 9999; });
  await page.click("#status a");
  assert.ok(await page.evaluate(() => document.getElementById("findings").contains(document.activeElement)), "the bar leads to what is to settle");
  await after(page, () => page.click("text=Write “withhold_answer” in place of “withold_answer”"));
  assert.equal(await value("#yaml"), "attributes:\n  withhold_answer: never\n  tone: plain\n");
});

test("it is copied, downloaded, opened, printed and linked to", async () => {
  await paste("title: Für Maja\nattributes: {praise: strategy, tone: plain}\n");
  await page.click("#copy");
  await page.waitForFunction(() => document.getElementById("said").textContent.includes("Copied"));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.textContent("#text"));
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  assert.equal(download.suggestedFilename(), "für-maja.yaml");
  assert.equal(readFileSync(await download.path(), "utf8"), await value("#yaml"));
  await page.click("#link");
  await page.waitForFunction(() => document.getElementById("said").textContent.includes("link is copied"));
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${here.address}#p=`));
  await choose("praise", "Effort");
  assert.equal(await page.textContent("#said"), "", "the link is of before");
  await after(page, () => page.click("#undo"));
  const other = await opened(link);
  assert.equal(await other.inputValue("#yaml"), await value("#yaml"));
  assert.ok(await other.isChecked("input[name=praise][value='2']"));
  await after(other, () => other.setInputFiles("#open", { name: "x.yaml", mimeType: "text/yaml", buffer: Buffer.from("attributes: {praise: none}\n") }));
  assert.ok(await other.isChecked("input[name=praise][value='4']"));
  await other.evaluate(() => { location.hash = "#p=AAAA"; });
  await other.waitForFunction(() => document.getElementById("status").textContent.includes("damaged"));
  await other.emulateMedia({ media: "print" });
  assert.ok((await other.isVisible("#text")) && !(await other.isVisible("#questions")) && !(await other.isVisible("#copy")));
  assert.deepEqual(other.faults, []);
  await other.context().close();
});

test("answers given in haste, or before it is ready, all count", async () => {
  const context = await browser.newContext();
  const early = await context.newPage();
  await early.goto(here.address);
  await early.fill("#q-subject", "Music");
  await early.fill("#q-topic", "Triads");
  await early.check("input[name=praise][value='1']");
  await early.fill("#q-distress", "Ms Okafor");
  await early.click("#download");
  await early.waitForFunction(() => document.getElementById("said").textContent.includes("Saved as"), null, { timeout: 120_000 });
  await settled(early);
  const yaml = await early.inputValue("#yaml");
  for (const part of ["subject: Music", "topic: Triads", "praise: effort", "channel: Ms Okafor"]) assert.ok(yaml.includes(part), part);
  assert.deepEqual([await early.inputValue("#q-subject"), await early.inputValue("#q-topic")], ["Music", "Triads"]);
  assert.ok(await early.isChecked("input[name=praise][value='1']"));
  await context.close();
});

test("where Python cannot start the example stays, and it is said", async () => {
  const context = await browser.newContext();
  await context.route("**/python.zip", (route) => route.abort());
  const broken = await context.newPage();
  await broken.goto(here.address);
  await broken.waitForFunction(() => document.getElementById("status").textContent.includes("could not be started"), null, { timeout: 120_000 });
  assert.ok(await broken.isVisible("#text"));
  await context.close();
});

test("another beginning keeps the class, shows itself from its top, and is undone", async () => {
  await paste(`${LESSON}context: {topic: Fractions}\n`);
  await page.evaluate(() => { document.getElementById("result").scrollTop = 9999; });
  await after(page, async () => { await page.selectOption("#start", "lab-report"); await page.click("#begin"); });
  assert.equal(await value("#q-topic"), "Fractions");
  assert.match(await page.textContent("#said"), /What is the lesson about\?” are kept/);
  assert.equal(await page.evaluate(() => document.getElementById("result").scrollTop), 0);
  await after(page, () => page.click("#undo"));
  assert.match(await value("#yaml"), /hint_ladder/);
  assert.notEqual(await value("#start"), "lab-report");
});

test("an open moment leads to its question", async () => {
  await paste(LESSON);
  await page.click("#open-moments >> text=What if a learner is frustrated?");
  assert.equal(await page.evaluate(() => document.activeElement.name), "upset");
  await choose("upset", "make the step smaller");
  assert.doesNotMatch(await page.textContent("#open-moments"), /frustrated/);
});

test("tokens are counted as tiktoken counts them", async () => {
  const texts = ["don't I'LL 'ſ", "  \n\n  x", "1234567", "Donaudampfschifffahrtsgesellschaft", "👩‍🏫 학교 नमस्ते สี่", "\u00a0\u2003\u3000x", await page.textContent("#text")];
  const expected = JSON.parse(python("import json, sys; from pedagogy_prompts import count_tokens; print(json.dumps([count_tokens(t).value for t in json.load(sys.stdin)]))", JSON.stringify(texts)));
  const [worker] = page.workers();
  const counted = await worker.evaluate(async (given) => {
    const answers = [], sent = self.postMessage;
    self.postMessage = ({ answer }) => answers.push(answer.ok.said);
    for (const text of given) await self.onmessage({ data: { id: 0, name: "count", given: JSON.stringify({ text }) } });
    self.postMessage = sent;
    return answers;
  }, texts);
  assert.deepEqual(counted, expected.map((n) => (n === 1 ? "1 token" : `${n} tokens`)));
  const shown = await page.textContent("#size");
  assert.match(shown, new RegExp(`${expected.at(-1)} tokens`));
  await page.selectOption("#model", "claude-sonnet-4-5");
  await page.waitForFunction(() => document.getElementById("size").textContent.includes("about"));
  await page.selectOption("#model", "");
});

test("it works from the keyboard alone", async () => {
  await after(page, async () => { await page.selectOption("#start", ""); await page.click("#begin"); });
  await page.focus("#q-subject");
  await after(page, () => page.keyboard.type("Biology"));
  const reached = [];
  for (let n = 0; n < 60 && reached.at(-1) !== "off_topic"; n += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.dataset.question ?? document.activeElement.id));
    if (reached.at(-1) === "praise") await after(page, () => page.keyboard.press("ArrowDown"));
  }
  assert.deepEqual([...new Set(reached)], ["topic", "learners", "goal", "language", "lead", "answer", "stuck", "wrong", "upset", "distress", "praise", "length", "off_topic"]);
  assert.equal(await value("#yaml"), "format: 1\ntitle: My tutor\ncontext: {subject: Biology}\nattributes: {praise: effort}\n");
  while ((await page.evaluate(() => document.activeElement.id)) !== "copy") await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("said").textContent.includes("Copied"));
});

test("it fits a phone, in the dark, with long words and from right to left", async () => {
  const phone = await opened(here.address, { viewport: { width: 390, height: 800 }, colorScheme: "dark", hasTouch: true, isMobile: true });
  const fits = () => phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await shot(phone, "phone-dark");
  assert.ok(await fits());
  assert.deepEqual(await wrong(phone), []);
  await after(phone, () => phone.fill("#q-topic", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2)));
  await after(phone, () => phone.fill("#q-distress", "الأستاذة مريم، المرشدة"));
  assert.ok(await fits());
  assert.equal(await phone.evaluate(() => getComputedStyle(document.getElementById("q-distress")).direction), "rtl");
  await after(phone, () => phone.selectOption("#q-language", { label: "العربية (Arabic)" }));
  assert.match(await phone.textContent("#text"), /مريم/);
  await shot(phone, "phone-long");
  const small = await phone.evaluate(() => [...document.querySelectorAll("button, select, input:not([type=radio]), label.option, #bar a")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.id || one.textContent));
  assert.deepEqual(small, [], "targets of at least 24 pixels");
  assert.deepEqual(await wrong(phone), []);
  assert.deepEqual(phone.faults, []);
  await phone.context().close();
});

test("nothing that looks like a script in a preset is one", async () => {
  await paste('title: "<img src=x onerror=alert(1)>"\nattributes: {tone: plain, escalate_to_human: {channel: "<b>Ms O</b>"}}\nrules: ["<script>alert(1)</script>"]\n');
  assert.equal(await page.locator("#result img, #result script, #result b").count(), 0);
  assert.match(await page.textContent("#text"), /<b>Ms O<\/b>/);
});

test("nothing leaves the page", async () => {
  const tried = (target) => target.evaluate(async (address) => {
    const ways = [() => fetch(address, { mode: "no-cors" }), () => fetch(address, { method: "POST", mode: "no-cors", body: "secret" })];
    if (globalThis.document) {
      ways.push(() => new Promise((kept, failed) => { const image = new Image(); image.onload = kept; image.onerror = failed; image.src = `${address}x.png`; }));
      ways.push(() => import(`${address}x.js`));
      ways.push(() => new Promise((kept, failed) => { const socket = new WebSocket(address.replace("http", "ws")); socket.onopen = kept; socket.onerror = failed; }));
    }
    return Promise.all(ways.map((way) => Promise.resolve().then(way).then(() => "sent", () => "stopped")));
  }, away.address);
  const [worker] = page.workers();
  for (const target of [page, worker]) assert.deepEqual([...new Set(await tried(target))], ["stopped"]);
  await page.evaluate((address) => { navigator.sendBeacon(address, "secret"); }, away.address);
  await page.waitForTimeout(300);
  assert.equal(away.hits, 0, "somebody else was asked");
  const known = /^\/(index\.html|app\.css|(app|desk|folder|link|worker)\.js|python\.zip|pyodide\/[\w.-]+)?$/;
  assert.deepEqual(here.asked.filter(({ method, url }) => method !== "GET" || !known.test(url)), [], "our own server is asked for files alone");
});

test("nothing went wrong unseen", () => {
  assert.deepEqual(page.faults.filter((fault) => !/Content Security Policy|violates|net::ERR_|Refused|WebSocket/.test(fault)), []);
});

test("for the presets in a folder it opens, saves, and leaves alone what somebody else changed", async () => {
  const presets = folder();
  const file = join(presets, "lesson.yaml");
  writeFileSync(file, "attributes:\n  praise: outcome  # for now\n");
  const server = await served(presets);
  try {
    const local = await opened(server.address);
    await local.fill("#file", "lesson.yaml");
    await after(local, () => local.click("#open-file"));
    assert.ok(await local.isChecked("input[name=praise][value='3']"));
    await after(local, () => local.check("input[name=praise][value='1']"));
    await local.click("#save");
    await local.waitForFunction(() => document.getElementById("status").textContent.includes("Saved as lesson.yaml"));
    assert.equal(readFileSync(file, "utf8"), "attributes:\n  praise: effort  # for now\n");
    writeFileSync(file, "title: theirs\n");
    await local.click("#save");
    await local.waitForFunction(() => document.getElementById("status").textContent.includes("changed by someone else"));
    assert.equal(readFileSync(file, "utf8"), "title: theirs\n");
    await local.fill("#file", "other.yaml");
    await local.click("#save");
    await local.waitForFunction(() => document.getElementById("status").textContent.includes("Saved as other.yaml"));
    assert.match(readFileSync(join(presets, "other.yaml"), "utf8"), /praise: effort/);
    assert.deepEqual(await wrong(local), []);
    await shot(local, "folder");
    await local.context().close();
  } finally { server.close(); }
});
