// The presets in a folder of this computer: opened from it and saved into it, where nobody changed them meanwhile.
export function folder({ $, change, status, text }) {
  let name = "", known = null;
  const address = () => "presets/" + $("file").value.trim().split("/").map(encodeURIComponent).join("/");

  async function answered(method, body) {
    const answer = await fetch(address(), { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) }).catch(() => null);
    if (!answer) throw new Error("The server does not answer. Is it still running?");
    const data = await answer.json();
    if (!answer.ok) throw new Error(data.error);
    return data;
  }

  function held(data) {
    name = $("file").value.trim();
    known = data.text;
    document.documentElement.dataset.file = name;
  }

  $("open-file").onclick = async () => {
    try {
      held(await answered("GET"));
      await change("run", { text: known });
      status(`${name} is open.`);
    } catch (error) { status(error.message, "wrong"); }
  };
  $("save").onclick = async () => {
    try {
      held(await answered("PUT", { text: await text(), known: $("file").value.trim() === name ? known : null }));
      status(`Saved as ${name}.`);
    } catch (error) { status(error.message, "wrong"); }
  };
}
