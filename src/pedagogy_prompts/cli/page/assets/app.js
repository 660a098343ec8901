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
let yaml = root.source, shown = null, turn = 0, queue = Promise.resolve();
const before = [];

function status(text, look = "") {
  if ($("status").textContent !== text) $("status").textContent = text;
  $("status").className = look;
}
const say = (text) => { $("said").textContent = text; };

// -- from a change to what is shown

/** Makes a change when those before it are made, and shows what comes of the last. */
function change(name, given, { undo = true } = {}) {
  const mine = document.body.dataset.turn = ++turn;
  return (queue = queue.then(async () => {
    try {
      const out = await ask(name, { ...given, ...(name === "answer" ? { text: yaml } : {}) });
      if (undo && out.yaml !== yaml) before.push(yaml);
      yaml = out.yaml;
      shown = out;
      if (mine === turn) await show(out, mine);
    } catch (error) {
      if (shown) await show(shown, mine);
      status(error.message, "wrong");
    }
  }));
}

async function show(out, mine) {
  $("undo").disabled = !before.length;
  if (document.activeElement !== $("yaml")) $("yaml").value = yaml;
  answers(out.answers);
  $("text").textContent = out.text ?? "";
  $("text").hidden = out.text === null;
  $("no-text").hidden = out.text !== null;
  $("copy").disabled = out.text === null;
  const errors = out.findings.filter((one) => one.severity === "error").length;
  const told = errors ? `No instruction yet: ${errors} ${errors === 1 ? "thing" : "things"} to settle.` : "The instruction is up to date.";
  status(told, errors ? "wrong" : "");
  $("bar-findings").textContent = errors ? `${errors} to settle` : "All goes together";
  const items = out.findings.map(finding);
  $("findings").replaceChildren(...(items.length ? items : [make("li", { className: "fine", textContent: "Nothing. All of it goes together." })]));
  if (root.desk === "worker" && (location.hash || yaml !== root.source)) history.replaceState(null, "", "#p=" + (await packed(yaml)));
  later(out, items, mine);
}

/** What takes longer comes afterwards, and not at all where the next change is made already. */
async function later(out, items, mine) {
  const still = () => mine === turn;
  try {
    await count(still);
    for (const [number, item] of items.slice(0, 12).entries()) {
      if (!still()) return;
      const ways = await ask("fixes", { text: out.yaml, finding: number });
      if (still()) item.querySelector(".ways").replaceChildren(...ways.map(way));
    }
    if (!still()) return;
    const { html, open } = out.text === null ? { html: "", open: [] } : await ask("table", { text: out.yaml });
    if (!still()) return;
    $("table").innerHTML = html || "<p>The table comes when what is marked above is settled.</p>";
    $("open-moments").hidden = !open.length;
    $("open-moments").querySelector("ul").replaceChildren(...open.map((id) => make("li", {}, called(id))));
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
    $(`more-${id}`).textContent = "Your preset says more here, and it stays" + (says ? `: ${says}` : ".");
  }
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
    item.append(make("ul", { className: "parties" }, ...one.parties.map((party) => make("li", {}, named(party), party.answer ? ` ${party.answer}.` : "", make("p", { className: "where", textContent: `The tutor is told: ${party.says}` })))));
  } else {
    for (const id of one.questions) item.append(make("p", {}, called(id)));
  }
  if (one.when) item.append(make("p", { textContent: one.when }));
  item.append(make("ul", { className: "ways" }));
  if (one.line) item.append(make("p", {}, make("button", { type: "button", textContent: `Show it in the preset (line ${one.line})`, onclick: () => place(one.line) })));
  return item;
}

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
  await now();
  if (shown?.text === null) return;
  try { await navigator.clipboard.writeText($("text").textContent); } catch {
    getSelection().selectAllChildren($("text"));
    return say("This browser does not let the page copy. The text is selected: copy it with the keyboard.");
  }
  say("Copied. Paste it where your chat model takes instructions.");
};
$("link").onclick = async () => {
  await now();
  history.replaceState(null, "", "#p=" + (await packed(yaml)));
  try { await navigator.clipboard.writeText(location.href); } catch { return say("The link stands in the address line: copy it from there. Your answers are inside it, and nowhere else."); }
  say("The link is copied. Your answers are inside it, and nowhere else.");
};
$("print").onclick = async () => { await now(); print(); };
$("undo").onclick = () => { if (before.length) change("run", { text: before.pop() }, { undo: false }); };
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
$("begin").onclick = () => change("start", { preset: $("start").value });
$("open").onchange = async ({ target }) => {
  const [file] = target.files;
  if (file && file.size > 200_000) status("This file is too long to be a preset.", "wrong");
  else if (file) await change("run", { text: await file.text() });
  target.value = "";
};

// -- the beginning

async function linked() {
  const code = new URLSearchParams(location.hash.slice(1)).get("p");
  if (!code) return null;
  try { return await unpacked(code); } catch { say("The link is damaged, so this is the usual beginning."); return null; }
}

$("link").hidden = root.desk === "server";
if (root.desk === "server") folder({ $, change, status, text: async () => { await now(); return yaml; } });
status("Getting ready. You can answer already.", "waiting");
const begun = await linked();
if (begun !== null) { $("text").textContent = ""; $("text").hidden = true; status("Opening what the link holds …", "waiting"); }
change("run", { text: begun ?? yaml }, { undo: false });
addEventListener("hashchange", async () => { const text = await linked(); if (text !== null && text !== yaml) change("run", { text }); });
