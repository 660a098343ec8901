// The page at work: the preset's text is the state; each answer edits it, and all that is shown follows from it.
import { desk } from "./desk.js";
import { packed, unpacked } from "./link.js";
import { folder } from "./folder.js";

const root = document.documentElement.dataset;
const $ = (id) => document.getElementById(id);
const make = (tag, props = {}, ...inside) => {
  const one = Object.assign(document.createElement(tag), props);
  one.append(...inside);
  return one;
};
const KIND = { error: "To settle", warning: "Look at this", info: "Good to know" };

const ask = desk(root.desk, () => status("Almost ready. You can answer already.", "waiting"));
let yaml = root.source, shown = null, turn = 0, queue = Promise.resolve(), begun = [...$("start").options].find((one) => one.defaultSelected)?.value ?? "", damaged = false;
const before = [];

function status(text, look = "", link = "") {
  if ($("status").textContent !== text + link) $("status").replaceChildren(text, ...(link ? [make("a", { href: "#h-findings", textContent: link, onclick: toFindings })] : []));
  $("status").className = look;
}
const say = (text) => { $("said").textContent = text; };

function toFindings(event) {
  event?.preventDefault();
  $("result").scrollTop = 0;
  ($("findings").querySelector(".error") ?? $("h-findings")).scrollIntoView({ block: "nearest" });
  ($("findings").querySelector(".error a, .error button") ?? $("h-findings")).focus({ preventScroll: true });
}

// -- from a change to what is shown

/** Makes a change when those before it are made, and shows what comes of the last. */
function change(name, given, { undo = true, top = false } = {}) {
  const mine = document.body.dataset.turn = ++turn;
  say("");  // what was said is about the answers of before
  $("result").classList.add("before");
  if (shown) status("Bringing the instruction up to date …", "waiting");
  return (queue = queue.then(async () => {
    try {
      const out = await ask(name, { ...given, ...(name === "answer" ? { text: yaml } : {}) });
      if (undo && out.yaml !== yaml) before.push({ text: yaml, begun });
      if (shown) damaged = false;
      yaml = out.yaml;
      const worse = wrong(out) > (shown ? wrong(shown) : 0);
      shown = out;
      if (mine === turn) await show(out, mine);
      if (mine === turn && (top || worse) && document.activeElement !== $("yaml")) $("result").scrollTop = 0;
      return out;
    } catch (error) {
      $("result").classList.remove("before");
      if (shown) await show(shown, mine);
      status(error.message, "wrong");
    }
  }));
}

const wrong = (out) => out.findings.filter((one) => one.severity === "error").length;

async function show(out, mine) {
  $("undo").disabled = !before.length;
  if (document.activeElement !== $("yaml")) $("yaml").value = yaml;
  if (out.answers) answers(out.answers);
  $("result").classList.remove("before", "opening");
  $("text").textContent = out.text ?? "";
  $("text").hidden = out.text === null;
  $("no-text").hidden = out.text !== null;
  $("copy").disabled = out.text === null;
  const errors = wrong(out);
  if (errors) status("No instruction yet: ", "wrong", `${errors} ${errors === 1 ? "thing" : "things"} to settle.`);
  $("bar-findings").textContent = errors ? `${errors} to settle` : "All goes together";
  const items = out.findings.map(finding);
  $("findings").replaceChildren(...(items.length ? items : [make("li", { className: "fine", textContent: "Nothing. All of it goes together." })]));
  if (root.desk === "worker" && (location.hash || yaml !== root.source)) history.replaceState(null, "", "#p=" + (await packed(yaml)));
  later(out, items, mine);
}

const UP_TO_DATE = (out) => (damaged ? DAMAGED : out.bare ? "Nothing is said yet of how the tutor shall teach: answer a question or two." : "The instruction is up to date.");
const DAMAGED = "The link is damaged: this is not what it held, but the usual beginning. Ask whoever sent it to copy it again.";

/** What takes longer comes afterwards, and not at all where the next change is made already. */
async function later(out, items, mine) {
  const still = () => mine === turn, offered = new Set();
  try {
    await count(still);
    for (const [number, item] of items.slice(0, 12).entries()) {
      if (!still()) return;
      const ways = await ask("fixes", { text: out.yaml, finding: number });
      const fresh = ways.filter(({ text }) => !offered.has(text) && offered.add(text));
      if (still() && fresh.length) item.querySelector(".ways").replaceChildren(...fresh.map(way));
      if (still()) item.querySelector(".ways-head").hidden = !fresh.length;
    }
    if (!still()) return;
    const { html, open, silent, speaks } = out.text === null ? { html: "", open: [], silent: [], speaks: {} } : await ask("table", { text: out.yaml });
    if (!still()) return;
    $("table").innerHTML = html || "<p>The table comes when what is marked above is settled.</p>";
    $("open-moments").hidden = !open.length;
    $("open-moments").querySelector("ul").replaceChildren(...open.map((id) => make("li", {}, called(id))));
    $("silent").hidden = !silent.length;
    $("silent").querySelector("ul").replaceChildren(...silent.map((one) => make("li", {}, one.moment, ...(one.question ? [" (", called(one.question), ")"] : []))));
    for (const id of Object.keys(out.answers ?? {})) also(id, speaks[id] ?? []);
    if (out.text !== null && $("status").className === "waiting") status(UP_TO_DATE(out), damaged ? "wrong" : "");
  } catch (error) { if (still()) status(error.message, "wrong"); }
  if (still()) document.body.dataset.done = mine;
}

async function count(still = () => true) {
  const text = shown.text;
  $("size").parentNode.hidden = text === null;
  if (text === null) return;
  const found = await ask("count", { text, model: $("model").value || null });
  if (still()) { $("size").textContent = `${[...text].length.toLocaleString("en")} characters, ${found.said},`; $("size").title = found.basis; }
}

// -- questions

function answers(given) {
  for (const [id, { value, more, says }] of Object.entries(given)) {
    const field = $(`q-${id}`), own = value === null;
    if (field?.tagName === "SELECT") {
      const last = field.options[field.options.length - 1];
      last.hidden = last.disabled = !own;
      field.value = own ? "own" : value;
    } else if (field) {
      if (field !== document.activeElement) field.value = value;
    } else {
      const radios = document.getElementsByName(id);
      for (const one of radios) one.checked = one.value === String(own ? "own" : value);
      radios[radios.length - 1].closest("label").hidden = !own;
    }
    $(`more-${id}`).hidden = !more;
    $(`more-${id}`).textContent = "The preset says more here, and it stays" + (says ? `: ${says}` : ".");
  }
}

/** What else speaks of a question that nothing is answered to. */
function also(id, told) {
  const box = $(`also-${id}`);
  if (!box) return;
  box.hidden = !told.length;
  box.replaceChildren(...(told.length ? [make("p", { textContent: "Something else speaks of this:" }), make("ul", {}, ...told.map((one) => make("li", {}, named(one), ` ${one.says}`, ...shownAt(one.line))))] : []));
}

// What is typed counts once nobody has typed for a moment, or goes elsewhere.
let typed = null, timer = 0;
function soon(made) { clearTimeout(timer); typed = made; timer = setTimeout(now, 300); }
function now() { clearTimeout(timer); const made = typed; typed = null; made?.(); return queue; }
addEventListener("focusout", now);

$("questions").addEventListener("change", ({ target }) => {
  const id = target.dataset.question;
  if (id && target.value !== "own" && (target.type === "radio" || target.tagName === "SELECT")) change("answer", { question_id: id, value: Number(target.value) });
});
$("questions").addEventListener("input", ({ target }) => {
  const id = target.dataset.question;
  if (id && target.tagName === "INPUT" && target.type !== "radio") soon(() => change("answer", { question_id: id, value: target.value }));
});
$("questions").addEventListener("submit", (event) => event.preventDefault());

// -- findings

function finding(one) {
  const item = make("li", { className: one.severity }, make("p", {}, make("span", { className: "kind", textContent: `${KIND[one.severity]}: ` }), one.head));
  if (one.parties.length) {
    item.append(make("ul", { className: "parties" }, ...one.parties.map((party) => make("li", {}, named(party), party.answer ? ` ${party.answer}.` : "", make("p", { className: "where", textContent: `The tutor is told: ${party.says}` }), ...shownAt(party.line)))));
  } else {
    for (const id of one.questions) item.append(make("p", {}, called(id)));
  }
  if (one.when) item.append(make("p", { textContent: one.when }));
  item.append(make("p", { className: "ways-head", textContent: one.severity === "error" ? "Ways to settle it:" : "What you can do:", hidden: true }), make("ul", { className: "ways" }));
  if (one.line) item.append(make("p", {}, ...shownAt(one.line)));
  return item;
}

const shownAt = (line) => (line ? [" ", make("button", { type: "button", textContent: `Show it in the preset (line ${line})`, onclick: () => place(line) })] : []);

const named = (party) => (party.question ? called(party.question) : make("span", { textContent: `${party.who}:` }));

function called(id) {
  const text = $(`ask-${id}`).querySelector(".ask").textContent;
  return make("a", { href: `#ask-${id}`, textContent: text, onclick: (event) => { event.preventDefault(); go(id); } });
}

function go(id) {
  document.querySelector(".called")?.classList.remove("called");
  const box = $(`ask-${id}`);
  box.classList.add("called");
  box.scrollIntoView({ block: "center" });
  (box.querySelector("input:checked, select, input") ?? box).focus({ preventScroll: true });
}

function place(line) {
  const field = $("yaml"), lines = field.value.split("\n"), start = lines.slice(0, line - 1).join("\n").length + (line > 1);
  field.focus();
  field.setSelectionRange(start, start + lines[line - 1].length);
  field.scrollTop = (line - 3) * parseFloat(getComputedStyle(field).lineHeight);
}

function way(one) {
  return make("li", {}, make("button", { type: "button", textContent: one.say, onclick: async () => { await change("run", { text: one.text }); $("status").focus(); } }));
}

// -- what to do with it

$("copy").onclick = async () => {
  if (document.body.dataset.done !== document.body.dataset.turn) say("One moment: it is copied as soon as it is up to date.");
  await now();
  if (shown?.text === null) return say("");
  try { await navigator.clipboard.writeText($("text").textContent); } catch {
    getSelection().selectAllChildren($("text"));
    return say("This browser does not let the page copy. The text is selected: copy it with the keyboard.");
  }
  say("Copied. Paste it where your chat model takes instructions.");
};
$("link").onclick = async () => {
  await now();
  history.replaceState(null, "", "#p=" + (await packed(yaml)));
  try { await navigator.clipboard.writeText(location.href); } catch { return say("The link stands in the address line: copy it from there. Your answers are inside it. No server gets them."); }
  say("The link is copied. Your answers are inside it, as they are now, and in this browser’s history. No server gets them.");
};
$("print").onclick = async () => { await now(); print(); };
$("undo").onclick = () => {
  if (!before.length) return;
  const last = before.pop();
  begun = last.begun;
  $("start").value = begun;
  change("run", { text: last.text }, { undo: false, top: true });
};
$("download").onclick = async () => {
  await now();
  const name = (shown?.title || "lesson").normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "lesson";
  const address = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
  make("a", { href: address, download: `${name}.yaml` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  say(`Saved as ${name}.yaml.`);
};
$("yaml").addEventListener("input", () => soon(() => change("run", { text: $("yaml").value })));
$("model").onchange = () => shown && count();
$("begin").onclick = async () => {
  await now();
  const preset = $("start").value;
  const out = await change("start", { preset, text: yaml, begun }, { top: true });
  if (out) begun = preset;
  const kept = (out?.kept ?? []).map((id) => `“${$(`ask-${id}`).querySelector(".ask").textContent}”`);
  if (out) say(`${kept.length ? `Your answers to ${kept.join(", ")} are kept; the others` : "The answers"} are those of the preset. “Undo” brings back what was there.`);
};
$("open").onchange = async ({ target }) => {
  const [file] = target.files;
  if (file && file.size > 200_000) status("This file is too long to be a preset.", "wrong");
  else if (file) {
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      if (text.includes("\0")) throw new Error("no text");
      begun = "";
      await change("run", { text }, { top: true });
    } catch { status("This file is no preset: it holds something other than text. A preset’s name ends in .yaml.", "wrong"); }
  }
  target.value = "";
};

// -- the beginning

async function linked() {
  const code = new URLSearchParams(location.hash.slice(1)).get("p");
  if (!code) return null;
  try { return await unpacked(code); } catch { damaged = true; return null; }
}

$("link").hidden = root.desk === "server";
if (root.desk === "server") folder({ $, change, status, text: async () => { await now(); return yaml; } });
status("Getting ready. You can answer already.", "waiting");
const held = await linked();
if (held !== null) {
  begun = "";
  $("result").classList.add("opening");  // none of what the page came with is in the link
  status("Opening what the link holds …", "waiting");
}
change("run", { text: held ?? yaml }, { undo: false });
addEventListener("hashchange", async () => {
  const text = await linked();
  if (text !== null && text !== yaml) return change("run", { text }, { top: true });
  if (damaged) status("The link is damaged, so what was here stays.", "wrong");
  damaged = false;
});
