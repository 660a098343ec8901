// Who works for the page: Python in a worker of this browser, or the server that the page came from.

/** Asks for `name` with arguments; `told` is called when a worker is half way up. */
export function desk(kind, told) {
  return kind === "server" ? served : worked(told);
}

async function served(name, given) {
  const answer = await fetch("desk", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, given, file: document.documentElement.dataset.file ?? "" }),
  }).catch(() => null);
  if (!answer) throw new Error("The server does not answer. Is it still running?");
  return result(await answer.json());
}

function worked(told) {
  // A worker made from a blob is held to this page's Content-Security-Policy; one loaded by its address is not.
  const address = new URL("./worker.js", import.meta.url).href;
  const source = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(source), { type: "module" });
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    if (data.step) return told();
    const { kept, failed } = waiting.get(data.id);
    waiting.delete(data.id);
    try { kept(result(data.answer)); } catch (error) { failed(error); }
  };
  worker.onerror = () => {
    for (const { failed } of waiting.values()) failed(new Error("This browser cannot run what the page needs. The example stays as it is."));
    waiting.clear();
  };
  return (name, given) => new Promise((kept, failed) => {
    waiting.set(++last, { kept, failed });
    worker.postMessage({ id: last, name, given: JSON.stringify(given) });
  });
}

function result(answer) {
  if ("error" in answer) throw new Error(answer.error);
  return answer.ok;
}
